/** Matchers, in Alertmanager's syntax and meaning, wherever a {@code where} stands. */
@NullMarked
package dev.recur.wire.matcher;

import org.jspecify.annotations.NullMarked;
