/** Which addresses are public. */
@NullMarked
package dev.recur.notification.address;

import org.jspecify.annotations.NullMarked;
