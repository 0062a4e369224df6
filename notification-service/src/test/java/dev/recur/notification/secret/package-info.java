/** Secrets at rest. */
@NullMarked
package dev.recur.notification.secret;

import org.jspecify.annotations.NullMarked;
