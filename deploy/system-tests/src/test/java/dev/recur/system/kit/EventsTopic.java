package dev.recur.system.kit;

import dev.recur.wire.investigation.InvestigationEvent;
import dev.recur.wire.investigation.InvestigationEventCodec;
import dev.recur.wire.topic.Headers;
import dev.recur.wire.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** The topic of investigation events: written as analysis-service does, read again from its beginning. */
public final class EventsTopic implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;
    private final Admin admin;

    public EventsTopic(Recur recur) {
        Map<String, Object> settings = Map.of("bootstrap.servers", recur.bootstrapServers(), "acks", "all");
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        admin = Admin.create(settings);
    }

    public void publish(UUID eventId, Instant happenedAt, InvestigationEvent event) {
        var made = new ProducerRecord<>(
                Topics.INVESTIGATION_EVENTS,
                event.investigation().investigationId().toString(),
                InvestigationEventCodec.encode(event));
        Map.of(
                        Headers.SPEC_VERSION,
                        "1.0",
                        Headers.ID,
                        eventId.toString(),
                        Headers.SOURCE,
                        "/analysis",
                        Headers.TYPE,
                        event.event().cloudEventType(),
                        Headers.TIME,
                        happenedAt.toString(),
                        Headers.CONTENT_TYPE,
                        "application/json")
                .forEach((name, text) -> made.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        var unused = producer.send(made);
    }

    /** Lets a group, once it is known that nobody of it is left, begin anew. */
    public void rewind(String group) throws InterruptedException {
        var beginning = offsets(OffsetSpec.earliest()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new OffsetAndMetadata(entry.getValue())));
        Awaitility.await("the group is empty")
                .atMost(Recur.PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> {
                    admin.alterConsumerGroupOffsets(group, beginning).all().get();
                    return true;
                });
    }

    /** True when a group has read everything. */
    public boolean isRead(String group) throws ExecutionException, InterruptedException {
        var read = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return offsets(OffsetSpec.latest()).entrySet().stream().allMatch(end -> {
            var position = read.get(end.getKey());
            return end.getValue() == 0 || (position != null && position.offset() >= end.getValue());
        });
    }

    private Map<TopicPartition, Long> offsets(OffsetSpec spec) throws InterruptedException {
        try {
            var partitions = producer.partitionsFor(Topics.INVESTIGATION_EVENTS).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .collect(Collectors.toMap(Function.identity(), partition -> spec));
            return admin.listOffsets(partitions).all().get().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().offset()));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
