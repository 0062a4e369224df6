/** Messages in the shape of the channel. */
@NullMarked
package dev.recur.notification.channel.email;

import org.jspecify.annotations.NullMarked;
