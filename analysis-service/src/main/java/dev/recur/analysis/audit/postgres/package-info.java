/** The audit log in PostgreSQL, in the transaction of the change. */
@NullMarked
package dev.recur.analysis.audit.postgres;

import org.jspecify.annotations.NullMarked;
