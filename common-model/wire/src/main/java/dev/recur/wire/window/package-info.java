/** Windows and buckets of time in the organisation's calendar. */
@NullMarked
package dev.recur.wire.window;

import org.jspecify.annotations.NullMarked;
