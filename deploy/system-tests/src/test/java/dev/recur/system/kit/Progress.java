package dev.recur.system.kit;

import dev.recur.wire.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far analysis-service has got with the reports, as the broker knows it. */
public final class Progress implements AutoCloseable {

    private static final String GROUP = "recur-analysis";

    private final Admin admin;
    private final List<TopicPartition> partitions;

    public Progress(Recur recur) {
        admin = Admin.create(Map.of("bootstrap.servers", recur.bootstrapServers()));
        partitions = waitFor(() -> admin.describeTopics(List.of(Topics.INCIDENT_REPORTS))
                        .allTopicNames()
                        .get()
                        .get(Topics.INCIDENT_REPORTS)
                        .partitions())
                .stream()
                .map(partition -> new TopicPartition(Topics.INCIDENT_REPORTS, partition.partition()))
                .toList();
    }

    /** Reports that are on the topic and not taken. */
    public long lag() {
        var committed = committed();
        return ends().entrySet().stream()
                .mapToLong(end -> end.getValue() - committed.getOrDefault(end.getKey(), 0L))
                .sum();
    }

    /** How many reports have been taken. */
    public long taken() {
        return committed().values().stream().mapToLong(Long::longValue).sum();
    }

    /** Every instance must be stopped: the next to start takes the topic from its very beginning. */
    public void rewind() {
        var beginning = partitions.stream()
                .collect(Collectors.toMap(partition -> partition, partition -> new OffsetAndMetadata(0)));
        waitFor(() -> admin.alterConsumerGroupOffsets(GROUP, beginning).all().get());
    }

    /** The longest time for which a partition had reports waiting and none was taken, while that goes on. */
    public Duration longestPause(BooleanSupplier goesOn) {
        var since = new HashMap<TopicPartition, Long>();
        var last = new HashMap<TopicPartition, Long>();
        long longest = 0;
        while (goesOn.getAsBoolean()) {
            var ends = ends();
            var committed = committed();
            var now = System.nanoTime();
            for (var partition : partitions) {
                var position = committed.getOrDefault(partition, 0L);
                var moved = !position.equals(last.put(partition, position));
                if (moved || position >= ends.getOrDefault(partition, 0L)) {
                    since.put(partition, now);
                }
                longest = Math.max(longest, now - since.getOrDefault(partition, now));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return Duration.ofNanos(longest);
    }

    private Map<TopicPartition, Long> committed() {
        var committed = new HashMap<TopicPartition, Long>();
        waitFor(() -> admin.listConsumerGroupOffsets(GROUP)
                        .partitionsToOffsetAndMetadata()
                        .get())
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        committed.put(partition, offset.offset());
                    }
                });
        return committed;
    }

    private Map<TopicPartition, Long> ends() {
        var ends = new HashMap<TopicPartition, Long>();
        waitFor(() -> admin.listOffsets(partitions.stream()
                                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                        .all()
                        .get())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private interface Call<T> {
        T get() throws ExecutionException, InterruptedException;
    }

    private static <T> T waitFor(Call<T> call) {
        try {
            return call.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
