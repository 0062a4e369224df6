package dev.recur.messaging.deadletter;

import dev.recur.messaging.deadletter.DeadLetter.Position;
import dev.recur.wire.topic.Headers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads dead letters and puts them back where they came from, at least once: how far that has got is remembered on Kafka
 * only after all in-sync replicas have what was put back. Whoever takes a record twice is not changed by it. What still
 * cannot be processed becomes a new dead letter.
 */
public final class DeadLetterTopics {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, Object> kafka;
    private final List<String> topics;
    private final String group;

    /**
     * Those on some topics.
     *
     * @param kafka where they are, as a client is configured
     * @param group the consumer group by which Kafka remembers how far they have been put back
     */
    public DeadLetterTopics(Map<String, Object> kafka, List<String> topics, String group) {
        this.kafka = Map.copyOf(kafka);
        this.topics = List.copyOf(topics);
        this.group = group;
    }

    /**
     * What a replay did.
     *
     * @param replayed how many records are back on their topics
     * @param lost how many are gone: too long to be put aside whole, and no longer on the topics that they came from
     */
    public record Replay(int replayed, int lost) {}

    /**
     * Dead letters after a position, the oldest of each partition first.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
     */
    public List<DeadLetter> list(@Nullable Position after, int most) {
        try (var consumer = consumer()) {
            var letters = new ArrayList<DeadLetter>();
            for (var partition : partitions(consumer)) {
                if (after == null || compare(partition, after) >= 0) {
                    var replayed = replayed(consumer, partition);
                    var from = after != null && compare(partition, after) == 0 ? after.offset() + 1 : 0;
                    for (var record : read(consumer, partition, from, letters.size(), most)) {
                        letters.add(letter(record, record.offset() < replayed));
                    }
                }
            }
            return letters;
        }
    }

    /**
     * Puts everything back that has not been yet.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer; how much is back is then not known, and the
     *     same again puts back at least the rest
     */
    public Replay replay() {
        try (var consumer = consumer();
                var producer =
                        new KafkaProducer<>(producerSettings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            var replayed = 0;
            var lost = 0;
            for (var partition : partitions(consumer)) {
                var letters = read(consumer, partition, replayed(consumer, partition), 0, Integer.MAX_VALUE);
                var originals = new ArrayList<Original>();
                for (var letter : letters) {
                    var original = Original.of(letter);
                    var whole = original.isWhole() ? Optional.of(original) : refetched(consumer, original);
                    whole.ifPresent(originals::add);
                    lost += whole.isPresent() ? 0 : 1;
                }
                Original.putBack(producer, originals);
                if (!letters.isEmpty()) {
                    var next = new OffsetAndMetadata(letters.getLast().offset() + 1);
                    consumer.commitSync(Map.of(partition, next), PATIENCE);
                }
                replayed += originals.size();
            }
            return new Replay(replayed, lost);
        }
    }

    /** The original of a letter without its value, which stays on its topic for as long as that keeps it. */
    private static Optional<Original> refetched(KafkaConsumer<byte[], byte[]> consumer, Original remains) {
        var offset = remains.from().offset();
        return offset == null
                ? Optional.empty()
                : remains.topicPartition()
                        .flatMap(from -> read(consumer, from, offset, 0, 1).stream()
                                .filter(record -> record.offset() == offset)
                                .map(Original::again)
                                .findFirst());
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from, int have, int most) {
        var one = List.of(partition);
        var beginning = consumer.beginningOffsets(one, PATIENCE).getOrDefault(partition, 0L);
        var end = consumer.endOffsets(one, PATIENCE).getOrDefault(partition, 0L);
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        if (Math.max(from, beginning) >= end) {
            return records;
        }
        consumer.assign(one);
        consumer.seek(partition, Math.max(from, beginning));
        while (consumer.position(partition, PATIENCE) < end && have + records.size() < most) {
            consumer.poll(POLL).forEach(records::add);
        }
        return records.subList(0, Math.min(records.size(), most - have));
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        return topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic, PATIENCE).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .sorted(Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition))
                .toList();
    }

    private static int compare(TopicPartition partition, Position position) {
        var byTopic = partition.topic().compareTo(position.topic());
        return byTopic != 0 ? byTopic : Integer.compare(partition.partition(), position.partition());
    }

    private static long replayed(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
        var committed =
                consumer.committed(new HashSet<>(List.of(partition)), PATIENCE).get(partition);
        return committed == null ? 0 : committed.offset();
    }

    private static DeadLetter letter(ConsumerRecord<byte[], byte[]> record, boolean replayed) {
        var original = Original.of(record);
        return new DeadLetter(
                new Position(record.topic(), record.partition(), record.offset()),
                original.from().topic(),
                original.from().partition(),
                original.from().offset(),
                original.keyText(),
                Original.header(record, Headers.TYPE),
                Original.header(record, Headers.DEAD_REASON),
                Original.header(record, Headers.DEAD_AT),
                Math.max(0, record.serializedValueSize()),
                replayed);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        var settings = new HashMap<>(kafka);
        settings.put("group.id", group);
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
