/** Receivers: where to tell. */
@NullMarked
package dev.recur.notification.receiver;

import org.jspecify.annotations.NullMarked;
