/** What whoever runs the service can watch. */
@NullMarked
package dev.recur.analysis.metrics;

import org.jspecify.annotations.NullMarked;
