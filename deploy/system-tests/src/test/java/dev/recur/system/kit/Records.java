package dev.recur.system.kit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Records of the topics, as anybody beside the services reads and writes them. */
public final class Records {

    private final String bootstrapServers;

    public Records(Recur recur) {
        this.bootstrapServers = recur.bootstrapServers();
    }

    /** Everything that is on a topic now, in order within its partitions. */
    public List<ConsumerRecord<String, byte[]>> on(String topic) {
        return from(topic, Map.of());
    }

    /** Everything that has come onto a topic since its ends were those. */
    public List<ConsumerRecord<String, byte[]>> from(String topic, Map<TopicPartition, Long> start) {
        try (var consumer = consumer()) {
            var ends = ends(consumer, topic);
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            start.forEach(consumer::seek);
            var records = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    public Map<TopicPartition, Long> ends(String topic) {
        try (var consumer = consumer()) {
            return ends(consumer, topic);
        }
    }

    /** Returns when all replicas have all of them. */
    public void put(Collection<ProducerRecord<String, byte[]>> records) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "max.request.size", "2000000"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            var sent = records.stream().map(producer::send).toList();
            for (var one : sent) {
                try {
                    one.get();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /** A header as text, empty when it is missing. */
    public static String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static Map<TopicPartition, Long> ends(KafkaConsumer<String, byte[]> consumer, String topic) {
        var partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .collect(Collectors.toSet());
        return new HashMap<>(consumer.endOffsets(partitions));
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
