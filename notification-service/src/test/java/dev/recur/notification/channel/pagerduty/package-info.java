/** Messages in the shape of the channel. */
@NullMarked
package dev.recur.notification.channel.pagerduty;

import org.jspecify.annotations.NullMarked;
