/** The HTTP interface. */
@NullMarked
package dev.recur.notification.http;

import org.jspecify.annotations.NullMarked;
