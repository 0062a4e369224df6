/** Requests that must not reach what they should not. */
@NullMarked
package dev.recur.notification.outbound;

import org.jspecify.annotations.NullMarked;
