/** Counts in PostgreSQL. */
@NullMarked
package dev.recur.analysis.count.postgres;

import org.jspecify.annotations.NullMarked;
