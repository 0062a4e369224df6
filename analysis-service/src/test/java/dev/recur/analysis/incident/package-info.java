/** Incidents, folded from reports in every way. */
@NullMarked
package dev.recur.analysis.incident;

import org.jspecify.annotations.NullMarked;
