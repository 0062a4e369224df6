/** JSON as every edge of Recur reads and writes it: bounded while reading, strict, with every problem of a body at once. */
@NullMarked
package dev.recur.wire.json;

import org.jspecify.annotations.NullMarked;
