/** The ledger of what is to be told and was told, and the dispatcher that works it off. */
@NullMarked
package dev.recur.notification.delivery;

import org.jspecify.annotations.NullMarked;
