/** Webhooks: the body, the signature, and what every answer means. */
@NullMarked
package dev.recur.notification.channel.webhook;

import org.jspecify.annotations.NullMarked;
