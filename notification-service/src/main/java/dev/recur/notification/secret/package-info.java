/** Secrets at rest: encrypted with a key from the configuration. */
@NullMarked
package dev.recur.notification.secret;

import org.jspecify.annotations.NullMarked;
