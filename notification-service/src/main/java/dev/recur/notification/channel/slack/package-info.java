/** Telling by an incoming webhook of Slack, in blocks. */
@NullMarked
package dev.recur.notification.channel.slack;

import org.jspecify.annotations.NullMarked;
