/** Metrics, their names and labels, in one place. */
@NullMarked
package dev.recur.notification.metrics;

import org.jspecify.annotations.NullMarked;
