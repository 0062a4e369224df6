/** Issued API keys in PostgreSQL. */
@NullMarked
package dev.recur.analysis.apikey.postgres;

import org.jspecify.annotations.NullMarked;
