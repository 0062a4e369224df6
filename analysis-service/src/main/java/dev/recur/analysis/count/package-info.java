/** Counts: how many incidents have what in common, by stretch of time. */
@NullMarked
package dev.recur.analysis.count;

import org.jspecify.annotations.NullMarked;
