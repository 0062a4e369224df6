/** Receivers as they are written. */
@NullMarked
package dev.recur.notification.receiver;

import org.jspecify.annotations.NullMarked;
