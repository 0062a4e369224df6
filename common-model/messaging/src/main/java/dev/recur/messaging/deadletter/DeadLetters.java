package dev.recur.messaging.deadletter;

import dev.recur.wire.topic.Headers;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts records that cannot be processed on their dead-letter topic, as they were, with the reason in headers. Returns only
 * when all in-sync replicas have the record, and tries until then: a record is never dropped because its dead letter
 * could not be written. One that is too long to be written again goes without its value, which stays where its headers
 * say.
 */
public final class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LONGEST_REASON = 1000;

    private final MutinyEmitter<byte[]> dead;
    private final Clock clock;
    private final Consumer<String> counter;

    /**
     * Those of one topic, which the emitter writes to.
     *
     * @param counter told the topic that a record was on, once its dead letter is written
     */
    public DeadLetters(MutinyEmitter<byte[]> dead, Clock clock, Consumer<String> counter) {
        this.dead = dead;
        this.clock = clock;
        this.counter = counter;
    }

    /** Returns when it is written, however long the broker is away. */
    public void add(ConsumerRecord<String, byte[]> record, String reason) throws InterruptedException {
        LOG.warnf("dead letter: %s-%d@%d: %s", record.topic(), record.partition(), record.offset(), reason);
        var whole = true;
        while (true) {
            try {
                var message = whole ? message(record, reason) : remains(record, reason);
                dead.sendMessage(message).await().atMost(PATIENCE);
                counter.accept(record.topic());
                return;
            } catch (RuntimeException e) {
                if (whole && e instanceof RecordTooLargeException) {
                    LOG.warnf("the dead letter goes without its value of %d bytes", record.serializedValueSize());
                    whole = false;
                    continue;
                }
                LOG.warnf("the dead letter is not written yet: %s", e.getMessage());
                Thread.sleep(Duration.ofSeconds(1));
            }
        }
    }

    private Message<byte[]> message(ConsumerRecord<String, byte[]> record, String reason) {
        byte @Nullable [] value = record.value();
        var headers = new RecordHeaders(record.headers().toArray());
        return message(record, record.key(), headers, value == null ? new byte[0] : value, reason);
    }

    /** Of a record too long to be written twice: where it is, and why. */
    private Message<byte[]> remains(ConsumerRecord<String, byte[]> record, String reason) {
        var key = record.key();
        var shortKey = key == null ? null : key.substring(0, Math.min(LONGEST_REASON, key.length()));
        return message(record, shortKey, new RecordHeaders(), new byte[0], reason);
    }

    private Message<byte[]> message(
            ConsumerRecord<String, byte[]> record,
            @Nullable String key,
            RecordHeaders headers,
            byte[] value,
            String reason) {
        header(headers, Headers.DEAD_REASON, reason.substring(0, Math.min(LONGEST_REASON, reason.length())));
        header(headers, Headers.DEAD_AT, clock.instant().toString());
        header(headers, Headers.DEAD_TOPIC, record.topic());
        header(headers, Headers.DEAD_PARTITION, Integer.toString(record.partition()));
        header(headers, Headers.DEAD_OFFSET, Long.toString(record.offset()));
        return Message.of(value)
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(key)
                        .withHeaders(headers)
                        .build());
    }

    private static void header(RecordHeaders headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
