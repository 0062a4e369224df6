/** Tags, {@code dimension:value}: which names and values are allowed, and how values are normalised. */
@NullMarked
package dev.recur.wire.tag;

import org.jspecify.annotations.NullMarked;
