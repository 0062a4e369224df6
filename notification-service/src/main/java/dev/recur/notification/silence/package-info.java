/** Silences: reasoned and dated mutes. */
@NullMarked
package dev.recur.notification.silence;

import org.jspecify.annotations.NullMarked;
