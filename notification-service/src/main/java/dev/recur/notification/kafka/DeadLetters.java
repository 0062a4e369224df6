package dev.recur.notification.kafka;

import dev.recur.notification.delivery.DeliveryMetrics;
import dev.recur.wire.topic.Headers;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Puts aside records that cannot be processed, on the dead-letter topic: the record as it came, with the reason and where
 * it was in headers. At least once: acknowledged by every in-sync replica ({@code acks=all}) before the partition moves
 * on; a crash in between puts the record aside twice. Unhealthy never: without a broker the caller waits.
 */
@ApplicationScoped
class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final int LONGEST_REASON = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MutinyEmitter<byte[]> emitter;
    private final DeliveryMetrics metrics;
    private final Clock clock;

    DeadLetters(@Channel("dead-letters") MutinyEmitter<byte[]> emitter, DeliveryMetrics metrics, Clock clock) {
        this.emitter = emitter;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Returns when the record is safe on the other topic, and throws what kept it from getting there. */
    void put(ConsumerRecord<String, byte[]> poison, String reason) {
        var headers = new RecordHeaders(poison.headers());
        add(headers, Headers.DEAD_REASON, reason.substring(0, Math.min(LONGEST_REASON, reason.length())));
        add(headers, Headers.DEAD_AT, clock.instant().toString());
        add(headers, Headers.DEAD_TOPIC, poison.topic());
        add(headers, Headers.DEAD_PARTITION, Integer.toString(poison.partition()));
        add(headers, Headers.DEAD_OFFSET, Long.toString(poison.offset()));
        var metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(poison.key())
                .withHeaders(headers)
                .build();
        var value = poison.value() == null ? new byte[0] : poison.value();
        try {
            send(value, metadata);
        } catch (RecordTooLargeException e) {
            // with its reason it is longer than a record may be: where it is and why is what remains
            send(new byte[0], metadata);
        }
        metrics.deadLetter();
        LOG.errorf(
                "the record %d of partition %d of %s cannot be processed and was put aside: %s",
                poison.offset(), poison.partition(), poison.topic(), reason);
    }

    private void send(byte[] value, OutgoingKafkaRecordMetadata<String> metadata) {
        emitter.sendMessage(Message.of(value).addMetadata(metadata)).await().atMost(PATIENCE);
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
