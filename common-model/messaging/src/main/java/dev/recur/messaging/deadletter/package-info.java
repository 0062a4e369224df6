/** Records that could not be processed: put aside, looked at, and put back once what was wrong is mended. */
@NullMarked
package dev.recur.messaging.deadletter;

import org.jspecify.annotations.NullMarked;
