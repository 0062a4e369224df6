package dev.recur.messaging.deadletter;

import dev.recur.wire.topic.Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The record that a dead letter is of. */
final class Original {

    private static final Set<String> ADDED = Set.of(
            Headers.DEAD_REASON, Headers.DEAD_AT, Headers.DEAD_TOPIC, Headers.DEAD_PARTITION, Headers.DEAD_OFFSET);

    private final Place from;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final List<Header> headers;

    private Original(Place from, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
        this.from = from;
        this.key = key;
        this.value = value;
        this.headers = headers;
    }

    /** Where a record was, as far as its dead letter says. */
    record Place(
            @Nullable String topic,
            @Nullable Integer partition,
            @Nullable Long offset) {}

    static Original of(ConsumerRecord<byte[], byte[]> letter) {
        var from = new Place(
                header(letter, Headers.DEAD_TOPIC),
                number(letter, Headers.DEAD_PARTITION).map(Long::intValue).orElse(null),
                number(letter, Headers.DEAD_OFFSET).orElse(null));
        var headers = StreamSupport.stream(letter.headers().spliterator(), false)
                .filter(header -> !ADDED.contains(header.key()))
                .toList();
        return new Original(from, letter.key(), letter.value(), headers);
    }

    /** The record itself, read once more. */
    static Original again(ConsumerRecord<byte[], byte[]> record) {
        var from = new Place(record.topic(), record.partition(), record.offset());
        return new Original(
                from, record.key(), record.value(), List.of(record.headers().toArray()));
    }

    Place from() {
        return from;
    }

    /** Empty where nothing says where it was. */
    Optional<TopicPartition> topicPartition() {
        return from.topic() == null || from.partition() == null
                ? Optional.empty()
                : Optional.of(new TopicPartition(from.topic(), from.partition()));
    }

    /** False for what remains of a record that was too long to be written with a reason. */
    boolean isWhole() {
        return from.topic() != null && (!headers.isEmpty() || (value != null && value.length > 0));
    }

    @Nullable
    String keyText() {
        return key == null ? null : new String(key, StandardCharsets.UTF_8);
    }

    /** Returns when all in-sync replicas have all of them. */
    static void putBack(KafkaProducer<byte[], byte[]> producer, List<Original> originals) {
        var sent = new ArrayList<Future<?>>();
        for (var original : originals) {
            sent.add(producer.send(new ProducerRecord<>(
                    original.from.topic(), null, null, original.key, original.value, original.headers)));
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

    /** Whoever wrote the letter need not be one of ours. */
    private static Optional<Long> number(ConsumerRecord<byte[], byte[]> record, String name) {
        return Optional.ofNullable(header(record, name))
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
    }
}
