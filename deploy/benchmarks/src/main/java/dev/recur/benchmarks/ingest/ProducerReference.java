package dev.recur.benchmarks.ingest;

import dev.recur.wire.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What the broker takes from a producer that does nothing else, as kafka-producer-perf-test measures it. */
final class ProducerReference {

    private ProducerReference() {}

    /** Records a second that were acknowledged by every replica. */
    static double recordsPerSecond(String kafka, int recordSize, Duration warmUp, Duration length) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                kafka,
                "acks",
                "all",
                "linger.ms",
                2,
                "batch.size",
                64 * 1024,
                "buffer.memory",
                32L * 1024 * 1024);
        var value = new byte[recordSize];
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            send(producer, value, warmUp);
            return send(producer, value, length) / (length.toNanos() / 1e9);
        }
    }

    private static long send(KafkaProducer<String, byte[]> producer, byte[] value, Duration length) {
        var acknowledged = new LongAdder();
        var end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end) {
            var record = new ProducerRecord<>(
                    Topics.INCIDENT_REPORTS, UUID.randomUUID().toString(), value);
            var unused = producer.send(record, (metadata, failure) -> {
                if (failure == null && System.nanoTime() < end) {
                    acknowledged.increment();
                }
            });
        }
        producer.flush();
        return acknowledged.sum();
    }
}
