/** The Kafka broker as a child process, or one that is there already. */
@NullMarked
package dev.recur.infra.kafka;

import org.jspecify.annotations.NullMarked;
