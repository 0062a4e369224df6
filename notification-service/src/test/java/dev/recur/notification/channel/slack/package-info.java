/** Messages in the shape of the channel. */
@NullMarked
package dev.recur.notification.channel.slack;

import org.jspecify.annotations.NullMarked;
