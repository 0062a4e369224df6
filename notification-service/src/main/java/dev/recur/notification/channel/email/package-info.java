/** Telling by e-mail: text and HTML, in one thread for each investigation. */
@NullMarked
package dev.recur.notification.channel.email;

import org.jspecify.annotations.NullMarked;
