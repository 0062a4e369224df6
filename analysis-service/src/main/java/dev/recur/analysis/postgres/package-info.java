/** What every store needs of PostgreSQL. */
@NullMarked
package dev.recur.analysis.postgres;

import org.jspecify.annotations.NullMarked;
