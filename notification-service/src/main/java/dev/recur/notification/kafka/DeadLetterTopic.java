package dev.recur.notification.kafka;

import dev.recur.notification.deadletter.DeadLetter;
import dev.recur.notification.deadletter.DeadLetterBox;
import dev.recur.wire.topic.Headers;
import dev.recur.wire.topic.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dead-letter topic, and puts records back. At least once: how far that got is committed, as a group's offset,
 * after every in-sync replica has what was put back; the ledger's inbox makes a repetition harmless.
 */
@ApplicationScoped
class DeadLetterTopic implements DeadLetterBox {

    private static final String GROUP = "notification-service-dead-letter-replay";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Set<String> ADDED = Set.of(
            Headers.DEAD_REASON, Headers.DEAD_AT, Headers.DEAD_TOPIC, Headers.DEAD_PARTITION, Headers.DEAD_OFFSET);

    private final Map<String, Object> kafka;

    DeadLetterTopic(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    @Override
    public List<DeadLetter> list(DeadLetter.@Nullable Position after, int most) {
        return asking(() -> {
            try (var consumer = consumer()) {
                var letters = new ArrayList<DeadLetter>();
                for (var partition : partitions(consumer)) {
                    if (after == null || partition.partition() >= after.partition()) {
                        var replayed = replayed(consumer, partition);
                        var from = after != null && partition.partition() == after.partition() ? after.offset() + 1 : 0;
                        for (var found : read(consumer, partition, from, most - letters.size())) {
                            letters.add(letter(found, found.offset() < replayed));
                        }
                    }
                }
                return letters;
            }
        });
    }

    @Override
    public Replay replay() {
        return asking(() -> {
            var replayed = 0;
            var lost = 0;
            try (var consumer = consumer();
                    var producer = new KafkaProducer<>(
                            producerSettings(), new ByteArraySerializer(), new ByteArraySerializer())) {
                for (var partition : partitions(consumer)) {
                    var letters = read(consumer, partition, replayed(consumer, partition), Integer.MAX_VALUE);
                    var whole =
                            letters.stream().filter(DeadLetterTopic::isWhole).toList();
                    putBack(producer, whole);
                    if (!letters.isEmpty()) {
                        var next = new OffsetAndMetadata(letters.getLast().offset() + 1);
                        consumer.commitSync(Map.of(partition, next), PATIENCE);
                    }
                    replayed += whole.size();
                    lost += letters.size() - whole.size();
                }
            }
            return new Replay(replayed, lost);
        });
    }

    /** Of a record that was too long with its reason only that remains. */
    private static boolean isWhole(ConsumerRecord<byte[], byte[]> letter) {
        return letter.value() != null && letter.value().length > 0;
    }

    private static void putBack(KafkaProducer<byte[], byte[]> producer, List<ConsumerRecord<byte[], byte[]>> letters) {
        var sent = new ArrayList<Future<?>>();
        for (var letter : letters) {
            var headers = StreamSupport.stream(letter.headers().spliterator(), false)
                    .filter(header -> !ADDED.contains(header.key()))
                    .toList();
            sent.add(producer.send(new ProducerRecord<>(
                    Topics.INVESTIGATION_EVENTS, null, null, letter.key(), letter.value(), headers)));
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

    private static List<ConsumerRecord<byte[], byte[]>> read(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from, int most) {
        var one = List.of(partition);
        var begin = Math.max(from, consumer.beginningOffsets(one, PATIENCE).getOrDefault(partition, 0L));
        var end = consumer.endOffsets(one, PATIENCE).getOrDefault(partition, 0L);
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        if (begin >= end) {
            return found;
        }
        consumer.assign(one);
        consumer.seek(partition, begin);
        while (consumer.position(partition, PATIENCE) < end && found.size() < most) {
            consumer.poll(POLL).forEach(found::add);
        }
        return found.subList(0, Math.min(found.size(), most));
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.partitionsFor(Topics.INVESTIGATION_EVENTS_DEAD, PATIENCE).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .sorted(Comparator.comparing(TopicPartition::partition))
                .toList();
    }

    private static long replayed(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
        var committed = consumer.committed(Set.of(partition), PATIENCE).get(partition);
        return committed == null ? 0 : committed.offset();
    }

    private static DeadLetter letter(ConsumerRecord<byte[], byte[]> found, boolean replayed) {
        var partition = header(found, Headers.DEAD_PARTITION);
        var offset = header(found, Headers.DEAD_OFFSET);
        return new DeadLetter(
                new DeadLetter.Position(found.partition(), found.offset()),
                header(found, Headers.DEAD_TOPIC),
                partition == null ? null : Integer.valueOf(partition),
                offset == null ? null : Long.valueOf(offset),
                found.key() == null ? null : new String(found.key(), StandardCharsets.UTF_8),
                header(found, Headers.TYPE),
                header(found, Headers.DEAD_REASON),
                header(found, Headers.DEAD_AT),
                Math.max(0, found.serializedValueSize()),
                replayed);
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> found, String name) {
        Header header = found.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static <T> T asking(Supplier<T> work) {
        try {
            return work.get();
        } catch (KafkaException e) {
            throw new Unavailable(e);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        var settings = new HashMap<>(kafka);
        settings.put("group.id", GROUP);
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "earliest");
        settings.put("allow.auto.create.topics", "false");
        settings.put("default.api.timeout.ms", Long.toString(PATIENCE.toMillis()));
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> producerSettings() {
        var settings = new HashMap<>(kafka);
        settings.put("acks", "all");
        settings.put("max.request.size", "2097152");
        settings.put("max.block.ms", Long.toString(PATIENCE.toMillis()));
        settings.put("delivery.timeout.ms", Long.toString(PATIENCE.toMillis()));
        settings.put("request.timeout.ms", "5000");
        return settings;
    }
}
