/** API keys as they travel: who may call, never with what; and when a key was used. */
@NullMarked
package dev.recur.wire.key;

import org.jspecify.annotations.NullMarked;
