/** Who is told, and when again. */
@NullMarked
package dev.recur.notification.delivery;

import org.jspecify.annotations.NullMarked;
