/** Channels: one way each of telling a receiver. A channel says whether it worked and, if not, whether another try is worth it; when to try again is none of its business. */
@NullMarked
package dev.recur.notification.channel;

import org.jspecify.annotations.NullMarked;
