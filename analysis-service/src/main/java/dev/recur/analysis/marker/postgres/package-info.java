/** Markers in PostgreSQL. */
@NullMarked
package dev.recur.analysis.marker.postgres;

import org.jspecify.annotations.NullMarked;
