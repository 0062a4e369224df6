package dev.recur.system.kit;

import dev.recur.wire.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What is on the topic of incident reports. */
public final class ReportsTopic {

    private final String bootstrapServers;

    public ReportsTopic(Recur recur) {
        this.bootstrapServers = recur.bootstrapServers();
    }

    /** Keys of all records: the incidents that are reported. */
    public Set<String> keys() {
        try (var consumer = consumer()) {
            var ends = ends(consumer);
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            var keys = new TreeSet<String>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> keys.add(record.key()));
            }
            return keys;
        }
    }

    /** How many records there are. */
    public long size() {
        try (var consumer = consumer()) {
            return ends(consumer).values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private static Map<TopicPartition, Long> ends(KafkaConsumer<String, byte[]> consumer) {
        var partitions = consumer.partitionsFor(Topics.INCIDENT_REPORTS).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .collect(Collectors.toSet());
        return new HashMap<>(consumer.endOffsets(partitions));
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer());
    }
}
