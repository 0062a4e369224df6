/** Telling by a signed webhook, as Standard Webhooks 1.0.0 says. */
@NullMarked
package dev.recur.notification.channel.webhook;

import org.jspecify.annotations.NullMarked;
