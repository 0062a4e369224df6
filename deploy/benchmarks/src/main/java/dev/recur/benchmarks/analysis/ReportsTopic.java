package dev.recur.benchmarks.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportCodec;
import dev.recur.wire.topic.Headers;
import dev.recur.wire.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topic of incident reports: filled here, drained by the service. */
final class ReportsTopic implements AutoCloseable {

    private static final int PORTION = 10_000;
    private static final long PAUSE_NANOS = 5_000_000;

    private final String bootstrapServers;
    private final Admin admin;
    private long size;

    ReportsTopic(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** How many records there are. */
    long size() {
        return size;
    }

    /** Lets so many reports a second arrive, and returns how many did when it is interrupted. */
    int feed(int perSecond, Supplier<Report> next) {
        var sent = new ArrayList<Future<?>>();
        try (var producer = producer()) {
            var start = System.nanoTime();
            while (!Thread.currentThread().isInterrupted()) {
                for (var due = (System.nanoTime() - start) / 1e9 * perSecond; sent.size() < due; ) {
                    sent.add(producer.send(record(next.get())));
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            // What is under way is waited for, but not with this flag.
            Thread.interrupted();
            for (var acknowledgement : sent) {
                acknowledgement.get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        size += sent.size();
        return sent.size();
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 20, "batch.size", 262_144),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    void fill(int reports, Supplier<Report> next) {
        try (var producer = producer()) {
            for (int sent = 0; sent < reports; sent += PORTION) {
                var acknowledgements = Stream.generate(next)
                        .limit(Math.min(PORTION, reports - sent))
                        .map(report -> producer.send(record(report)))
                        .toList();
                for (var acknowledgement : acknowledgements) {
                    acknowledgement.get();
                }
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        size += reports;
    }

    private static ProducerRecord<String, byte[]> record(Report report) {
        var type = report.type().cloudEventType().getBytes(UTF_8);
        return new ProducerRecord<>(
                Topics.INCIDENT_REPORTS,
                null,
                report.incidentId().toString(),
                ReportCodec.encode(report),
                List.of(new RecordHeader(Headers.TYPE, type)));
    }

    /** How many records the service has done with. */
    long drained() {
        try {
            var offsets = admin.listConsumerGroupOffsets("recur-analysis")
                    .partitionsToOffsetAndMetadata()
                    .get();
            return offsets.values().stream()
                    .mapToLong(offset -> offset.offset())
                    .sum();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All records from the first one on, as somebody else than the service reads them. */
    KafkaConsumer<String, byte[]> reader(int mostAtOnce) {
        var consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        "bare-loop",
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        "false",
                        "max.poll.records",
                        mostAtOnce),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topics.INCIDENT_REPORTS));
        return consumer;
    }

    @Override
    public void close() {
        admin.close();
    }
}
