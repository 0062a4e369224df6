/** The events as they are stored, read on and on: for readers that stay connected, and for feeds. */
@NullMarked
package dev.recur.notification.stream;

import org.jspecify.annotations.NullMarked;
