/** The taxonomy in PostgreSQL. */
@NullMarked
package dev.recur.analysis.taxonomy.postgres;

import org.jspecify.annotations.NullMarked;
