/** What PostgreSQL keeps: receivers and subscriptions as rows that people edit, the ledger as batched SQL. */
@NullMarked
package dev.recur.notification.postgres;

import org.jspecify.annotations.NullMarked;
