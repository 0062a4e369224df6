package dev.recur.analysis;

import dev.recur.wire.marker.Marker;
import dev.recur.wire.marker.MarkerCodec;
import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportCodec;
import dev.recur.wire.topic.CloudEventTypes;
import dev.recur.wire.topic.Headers;
import dev.recur.wire.topic.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The topics as anybody outside sees them: puts reports on, reads what comes of them. */
@ApplicationScoped
public class Topic {

    private static final Map<String, String> GROUPS =
            Map.of(Topics.INCIDENT_REPORTS, "recur-analysis", Topics.MARKERS, "recur-analysis-markers");

    private final String bootstrapServers;
    private final KafkaProducer<String, byte[]> producer;

    Topic(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "max.request.size", "2000000"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    public void send(Collection<Report> reports) {
        reports.forEach(report -> put(
                Topics.INCIDENT_REPORTS,
                report.incidentId().toString(),
                report.type().cloudEventType(),
                ReportCodec.encode(report)));
        producer.flush();
    }

    public void sendMarkers(Collection<Marker> markers) {
        markers.forEach(marker -> put(
                Topics.MARKERS,
                marker.markerId().toString(),
                CloudEventTypes.MARKER_RECORDED,
                MarkerCodec.encode(marker)));
        producer.flush();
    }

    /** Sends whatever bytes; a type of {@code null} is a header without a value, an empty one no header. */
    public void send(String key, @Nullable String type, byte @Nullable [] value) {
        send(Topics.INCIDENT_REPORTS, key, type, value);
    }

    /** As {@link #send(String, String, byte[])}, to any topic. */
    public void send(String to, String key, @Nullable String type, byte @Nullable [] value) {
        put(to, key, type, value);
        producer.flush();
    }

    private void put(String to, String key, @Nullable String type, byte @Nullable [] value) {
        var record = new ProducerRecord<>(to, key, value);
        if (type == null) {
            record.headers().add(Headers.TYPE, null);
        } else if (!type.isEmpty()) {
            record.headers().add(Headers.TYPE, type.getBytes(StandardCharsets.UTF_8));
        }
        var unused = producer.send(record);
    }

    /** True when the service has taken, and committed to have taken, everything. */
    public boolean isTaken() throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
            for (var group : GROUPS.entrySet()) {
                if (!isTaken(admin, group.getKey(), group.getValue())) {
                    return false;
                }
            }
            return true;
        }
    }

    private static boolean isTaken(Admin admin, String topic, String group) throws Exception {
        var committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        var ends = admin.listOffsets(partitions(admin, topic).stream()
                        .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                .all()
                .get();
        return ends.entrySet().stream().allMatch(end -> {
            var offset = committed.get(end.getKey());
            return end.getValue().offset() == (offset == null ? 0 : offset.offset());
        });
    }

    /** Everything that is on a topic now. */
    public List<ConsumerRecord<String, byte[]>> read(String topic) throws Exception {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers));
                var consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            var partitions = partitions(admin, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    /** A header as text, empty when it is missing. */
    public static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static List<TopicPartition> partitions(Admin admin, String topic) throws Exception {
        return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    @PreDestroy
    void close() {
        producer.close();
    }
}
