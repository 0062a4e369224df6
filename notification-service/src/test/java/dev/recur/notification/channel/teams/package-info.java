/** Messages in the shape of the channel. */
@NullMarked
package dev.recur.notification.channel.teams;

import org.jspecify.annotations.NullMarked;
