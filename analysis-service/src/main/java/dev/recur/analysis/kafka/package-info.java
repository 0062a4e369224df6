/** What every consumer needs of Kafka. */
@NullMarked
package dev.recur.analysis.kafka;

import org.jspecify.annotations.NullMarked;
