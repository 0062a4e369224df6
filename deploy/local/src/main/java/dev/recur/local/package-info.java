/** Runs the whole of Recur on one machine, for a person at a laptop and for the system tests. */
@NullMarked
package dev.recur.local;

import org.jspecify.annotations.NullMarked;
