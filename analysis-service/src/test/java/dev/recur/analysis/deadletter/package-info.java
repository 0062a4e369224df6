/** Dead letters, put back. */
@NullMarked
package dev.recur.analysis.deadletter;

import org.jspecify.annotations.NullMarked;
