/** Reports and markers from Kafka. */
@NullMarked
package dev.recur.analysis.intake.kafka;

import org.jspecify.annotations.NullMarked;
