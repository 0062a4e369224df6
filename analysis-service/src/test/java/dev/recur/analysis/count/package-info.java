/** Counts against brute force. */
@NullMarked
package dev.recur.analysis.count;

import org.jspecify.annotations.NullMarked;
