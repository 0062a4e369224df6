/** Rules in PostgreSQL. */
@NullMarked
package dev.recur.analysis.rule.postgres;

import org.jspecify.annotations.NullMarked;
