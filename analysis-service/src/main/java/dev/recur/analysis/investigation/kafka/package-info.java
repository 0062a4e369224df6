/** Events of investigations on their way to Kafka. */
@NullMarked
package dev.recur.analysis.investigation.kafka;

import org.jspecify.annotations.NullMarked;
