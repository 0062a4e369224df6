package dev.recur.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportCodec;
import dev.recur.wire.report.ReportType;
import dev.recur.wire.topic.Headers;
import dev.recur.wire.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What is on the topic of reports. */
final class ReportTopic {

    private ReportTopic() {}

    /** Every record of the topic of reports, from its beginning to its end now. */
    static List<ConsumerRecord<String, byte[]>> records() {
        return records(Topics.INCIDENT_REPORTS);
    }

    /** Every record of a topic, from its beginning to its end now. */
    static List<ConsumerRecord<String, byte[]>> records(String topic) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", RealKafka.kafka().bootstrapServers(), "allow.auto.create.topics", false);
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    static List<ConsumerRecord<String, byte[]>> recordsOf(UUID incidentId) {
        return records().stream()
                .filter(record -> record.key().equals(incidentId.toString()))
                .toList();
    }

    static List<Report> reportsOf(UUID incidentId) {
        return recordsOf(incidentId).stream().map(ReportTopic::decode).toList();
    }

    static Report decode(ConsumerRecord<String, byte[]> record) {
        return ReportCodec.decode(
                ReportType.ofCloudEventType(header(record, Headers.TYPE)).orElseThrow(), record.value());
    }

    static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
