/** HTTP requests to addresses that others chose: the address is checked at every attempt, the answer is bounded. */
@NullMarked
package dev.recur.notification.outbound;

import org.jspecify.annotations.NullMarked;
