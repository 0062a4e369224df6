/** Investigations as others see them: in the API of analysis-service and in the events on Kafka. */
@NullMarked
package dev.recur.wire.investigation;

import org.jspecify.annotations.NullMarked;
