/** A year of incidents of a small shop, for whoever wants to see at once what Recur does. */
@NullMarked
package dev.recur.local.demo;

import org.jspecify.annotations.NullMarked;
