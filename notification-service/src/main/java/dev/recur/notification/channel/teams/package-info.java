/** Telling by the webhook of a Teams workflow, as an Adaptive Card. */
@NullMarked
package dev.recur.notification.channel.teams;

import org.jspecify.annotations.NullMarked;
