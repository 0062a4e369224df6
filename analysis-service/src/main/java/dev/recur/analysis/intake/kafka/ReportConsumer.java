package dev.recur.analysis.intake.kafka;

import dev.recur.analysis.intake.IncidentAnalysis;
import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportCodec;
import dev.recur.wire.report.ReportCodec.InvalidReport;
import dev.recur.wire.report.ReportType;
import dev.recur.wire.topic.Headers;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes reports from Kafka, at least once: the offset moves only after the batch is committed, and taking a report again
 * changes nothing. A record that is no report, or that the database refuses, goes to the dead-letter topic and its
 * partition moves on. While PostgreSQL is away the batch waits; nothing is dropped and the consumer stays in its group.
 */
@ApplicationScoped
class ReportConsumer {

    private final IncidentAnalysis analysis;
    private final DeadLetters deadLetters;
    private final MeterRegistry metrics;

    ReportConsumer(IncidentAnalysis analysis, DeadLetters deadLetters, MeterRegistry metrics) {
        this.analysis = analysis;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
    }

    @Incoming("incident-reports")
    @Blocking
    void take(ConsumerRecords<String, byte[]> records) throws InterruptedException {
        var reports = new ArrayList<Report>(records.count());
        var origins = new IdentityHashMap<Report, ConsumerRecord<String, byte[]>>();
        for (var record : records) {
            try {
                var report = decode(record);
                reports.add(report);
                origins.put(report, record);
            } catch (InvalidReport e) {
                deadLetters.add(record, String.valueOf(e.getMessage()));
            }
        }
        for (var refused : analysis.take(reports)) {
            deadLetters.add(Objects.requireNonNull(origins.get(refused.report())), refused.reason());
        }
        metrics.counter("recur_reports_taken").increment(reports.size());
    }

    private static Report decode(ConsumerRecord<String, byte[]> record) {
        var header = record.headers().lastHeader(Headers.TYPE);
        var name = header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
        var type = ReportType.ofCloudEventType(name)
                .orElseThrow(() -> new InvalidReport("the header ce_type is no type of report: " + name));
        if (record.value() == null) {
            throw new InvalidReport("the record has no value");
        }
        return ReportCodec.decode(type, record.value());
    }
}
