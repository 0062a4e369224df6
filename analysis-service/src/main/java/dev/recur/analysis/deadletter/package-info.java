/** Records that could not be processed: looked at, and put back once what was wrong is mended. */
@NullMarked
package dev.recur.analysis.deadletter;

import org.jspecify.annotations.NullMarked;
