package dev.recur.analysis.intake;

import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportCodec;
import dev.recur.wire.topic.Headers;
import dev.recur.wire.topic.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts reports on the topic, as ingest-service or anybody else may. */
@ApplicationScoped
class Topic {

    private final KafkaProducer<String, byte[]> producer;

    Topic(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    void send(Collection<Report> reports) {
        reports.forEach(report ->
                send(report.incidentId().toString(), report.type().cloudEventType(), ReportCodec.encode(report)));
        producer.flush();
    }

    void send(String key, String type, byte[] value) {
        var record = new ProducerRecord<>(Topics.INCIDENT_REPORTS, key, value);
        record.headers().add(Headers.TYPE, type.getBytes(StandardCharsets.UTF_8));
        var unused = producer.send(record);
    }

    @PreDestroy
    void close() {
        producer.close();
    }
}
