/** What every service does with Kafka at its start: create missing topics, know whether the broker answers. */
@NullMarked
package dev.recur.service.kafka;

import org.jspecify.annotations.NullMarked;
