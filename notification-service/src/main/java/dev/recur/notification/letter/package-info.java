/** Letters: messages as people read them, written once; each channel gives them its own shape. Everything in a letter is one line of plain text that its channel has to escape. */
@NullMarked
package dev.recur.notification.letter;

import org.jspecify.annotations.NullMarked;
