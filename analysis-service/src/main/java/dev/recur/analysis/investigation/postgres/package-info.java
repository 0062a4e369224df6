/** Investigations, the marks of groups to judge, and the outbox in PostgreSQL. */
@NullMarked
package dev.recur.analysis.investigation.postgres;

import org.jspecify.annotations.NullMarked;
