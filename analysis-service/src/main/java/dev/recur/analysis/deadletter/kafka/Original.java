package dev.recur.analysis.deadletter.kafka;

import dev.recur.wire.topic.Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The record that a dead letter is of. */
final class Original {

    private static final Set<String> ADDED = Set.of(
            Headers.DEAD_REASON, Headers.DEAD_AT, Headers.DEAD_TOPIC, Headers.DEAD_PARTITION, Headers.DEAD_OFFSET);

    private final String topic;
    private final int partition;
    private final long offset;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final List<Header> headers;

    private Original(
            String topic,
            int partition,
            long offset,
            byte @Nullable [] key,
            byte @Nullable [] value,
            List<Header> headers) {
        this.topic = topic;
        this.partition = partition;
        this.offset = offset;
        this.key = key;
        this.value = value;
        this.headers = headers;
    }

    static Original of(ConsumerRecord<byte[], byte[]> letter) {
        return new Original(
                String.valueOf(header(letter, Headers.DEAD_TOPIC)),
                Integer.parseInt(String.valueOf(header(letter, Headers.DEAD_PARTITION))),
                Long.parseLong(String.valueOf(header(letter, Headers.DEAD_OFFSET))),
                letter.key(),
                letter.value(),
                StreamSupport.stream(letter.headers().spliterator(), false)
                        .filter(header -> !ADDED.contains(header.key()))
                        .toList());
    }

    /** The record itself, read once more. */
    static Original again(ConsumerRecord<byte[], byte[]> record) {
        return new Original(
                record.topic(),
                record.partition(),
                record.offset(),
                record.key(),
                record.value(),
                List.of(record.headers().toArray()));
    }

    String topic() {
        return topic;
    }

    int partition() {
        return partition;
    }

    long offset() {
        return offset;
    }

    /** False for what remains of a record that was too long to be written with a reason. */
    boolean isWhole() {
        return !headers.isEmpty() || (value != null && value.length > 0);
    }

    @Nullable
    String keyText() {
        return key == null ? null : new String(key, StandardCharsets.UTF_8);
    }

    /** Returns when all in-sync replicas have all of them. */
    static void putBack(KafkaProducer<byte[], byte[]> producer, List<Original> originals) {
        var sent = new ArrayList<Future<?>>();
        for (var original : originals) {
            sent.add(producer.send(
                    new ProducerRecord<>(original.topic, null, null, original.key, original.value, original.headers)));
        }
        for (var one : sent) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new KafkaException("not put back: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException("interrupted", e);
            }
        }
    }

    static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        byte @Nullable [] value = header == null ? null : header.value();
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }
}
