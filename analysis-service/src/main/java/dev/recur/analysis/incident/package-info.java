/** Incidents: the fold of their reports. */
@NullMarked
package dev.recur.analysis.incident;

import org.jspecify.annotations.NullMarked;
