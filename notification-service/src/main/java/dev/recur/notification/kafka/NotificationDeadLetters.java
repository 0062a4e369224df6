package dev.recur.notification.kafka;

import dev.recur.messaging.deadletter.DeadLetterTopics;
import dev.recur.messaging.deadletter.DeadLetters;
import dev.recur.notification.delivery.DeliveryMetrics;
import dev.recur.wire.topic.Topics;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Where this service has its dead letters. */
final class NotificationDeadLetters {

    @Produces
    @Singleton
    DeadLetters deadLetters(@Channel("dead-letters") MutinyEmitter<byte[]> dead, Clock clock, DeliveryMetrics metrics) {
        return new DeadLetters(dead, clock, topic -> metrics.deadLetter());
    }

    @Produces
    @Singleton
    DeadLetterTopics topics(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        return new DeadLetterTopics(
                kafka, List.of(Topics.INVESTIGATION_EVENTS_DEAD), "notification-service-dead-letter-replay");
    }
}
