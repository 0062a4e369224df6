/** Dead-letter topics. */
@NullMarked
package dev.recur.analysis.deadletter.kafka;

import org.jspecify.annotations.NullMarked;
