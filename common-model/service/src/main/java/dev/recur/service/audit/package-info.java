/**
 * Who changed what: each change that somebody makes is recorded in the transaction that makes it, in a table of the service
 * to which rows are only ever added.
 */
@NullMarked
package dev.recur.service.audit;

import org.jspecify.annotations.NullMarked;
