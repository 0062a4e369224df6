/** The organisation's calendar, from the configuration. */
@NullMarked
package dev.recur.analysis.calendar;

import org.jspecify.annotations.NullMarked;
