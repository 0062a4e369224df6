package dev.recur.analysis.kafka;

import dev.recur.messaging.deadletter.DeadLetters;
import dev.recur.service.trace.TraceParent;
import dev.recur.wire.topic.Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

/**
 * A batch of records as what they say. A record that says nothing of the kind goes to the dead letters and delays none of
 * its neighbours.
 *
 * @param <T> what a record says
 */
public final class Batches<T> {

    private final Decoder<T> decoder;
    private final Predicate<RuntimeException> isExpected;
    private final DeadLetters deadLetters;

    /** Reads a record, or throws. */
    public interface Decoder<T> {
        T decode(String type, byte[] value, @Nullable String traceparent);
    }

    /**
     * Reads batches of a topic.
     *
     * @param isExpected true for a failure whose message is a reason by itself
     */
    public Batches(Decoder<T> decoder, Predicate<RuntimeException> isExpected, DeadLetters deadLetters) {
        this.decoder = decoder;
        this.isExpected = isExpected;
        this.deadLetters = deadLetters;
    }

    /** What the records say, in their order, and where each comes from. */
    public record Batch<T>(List<T> items, IdentityHashMap<T, ConsumerRecord<String, byte[]>> origins) {

        /** The record that said it. */
        public ConsumerRecord<String, byte[]> origin(T item) {
            return Objects.requireNonNull(origins.get(item));
        }
    }

    public Batch<T> read(ConsumerRecords<String, byte[]> records) throws InterruptedException {
        var batch = new Batch<T>(new ArrayList<>(records.count()), new IdentityHashMap<>(records.count()));
        for (var record : records) {
            try {
                var item = decode(record);
                batch.items.add(item);
                batch.origins.put(item, record);
            } catch (RuntimeException e) {
                // Also whatever we did not think of: thrown on, it would end the consumer.
                var says = e instanceof NoValue || isExpected.test(e);
                deadLetters.add(record, says ? String.valueOf(e.getMessage()) : "cannot be read: " + e);
            }
        }
        return batch;
    }

    private T decode(ConsumerRecord<String, byte[]> record) {
        byte @Nullable [] value = record.value();
        if (value == null) {
            throw new NoValue();
        }
        var type = header(record, Headers.TYPE);
        return decoder.decode(
                type == null ? "" : type, value, TraceParent.wellFormed(header(record, Headers.TRACE_PARENT)));
    }

    private static @Nullable String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        byte @Nullable [] value = header == null ? null : header.value();
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    private static final class NoValue extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoValue() {
            super("the record has no value");
        }
    }
}
