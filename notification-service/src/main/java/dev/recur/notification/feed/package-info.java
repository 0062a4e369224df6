/** The events as a feed. */
@NullMarked
package dev.recur.notification.feed;

import org.jspecify.annotations.NullMarked;
