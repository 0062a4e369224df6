/** Letters, as they are read. */
@NullMarked
package dev.recur.notification.letter;

import org.jspecify.annotations.NullMarked;
