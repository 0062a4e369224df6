/** Investigation events from Kafka. */
@NullMarked
package dev.recur.notification.kafka;

import org.jspecify.annotations.NullMarked;
