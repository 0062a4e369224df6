/** The clock of a service. */
@NullMarked
package dev.recur.service.time;

import org.jspecify.annotations.NullMarked;
