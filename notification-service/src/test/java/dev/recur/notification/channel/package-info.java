/** What every channel has to do, against servers that misbehave. */
@NullMarked
package dev.recur.notification.channel;

import org.jspecify.annotations.NullMarked;
