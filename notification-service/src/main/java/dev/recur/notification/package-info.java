/** Tells the right people, until they have been told. */
@NullMarked
package dev.recur.notification;

import org.jspecify.annotations.NullMarked;
