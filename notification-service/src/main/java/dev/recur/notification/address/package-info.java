/** Which addresses the service may connect to on somebody else's word. */
@NullMarked
package dev.recur.notification.address;

import org.jspecify.annotations.NullMarked;
