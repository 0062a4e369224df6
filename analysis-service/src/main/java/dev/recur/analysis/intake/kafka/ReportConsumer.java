package dev.recur.analysis.intake.kafka;

import dev.recur.analysis.intake.IncidentAnalysis;
import dev.recur.analysis.metrics.AnalysisMetrics;
import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportCodec;
import dev.recur.wire.report.ReportCodec.InvalidReport;
import dev.recur.wire.report.ReportType;
import dev.recur.wire.topic.Headers;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * Takes reports from Kafka, at least once: the offset moves only after the batch is committed, and taking a report again
 * changes nothing. A record that is no report, or that the database refuses, goes to the dead-letter topic and its
 * partition moves on. While PostgreSQL is away the batch waits; nothing is dropped and the consumer stays in its group.
 */
@ApplicationScoped
class ReportConsumer {

    private final IncidentAnalysis analysis;
    private final DeadLetters deadLetters;
    private final AnalysisMetrics metrics;

    ReportConsumer(IncidentAnalysis analysis, DeadLetters deadLetters, AnalysisMetrics metrics) {
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
            } catch (RuntimeException e) {
                // Whatever we did not think of: thrown on, it would end the consumer.
                deadLetters.add(record, "cannot be read: " + e);
            }
        }
        for (var refused : analysis.take(reports)) {
            deadLetters.add(Objects.requireNonNull(origins.get(refused.report())), refused.reason());
        }
        metrics.reportsTaken(reports.size());
    }

    private static Report decode(ConsumerRecord<String, byte[]> record) {
        var header = record.headers().lastHeader(Headers.TYPE);
        byte @Nullable [] value = header == null ? null : header.value();
        var name = value == null ? "" : new String(value, StandardCharsets.UTF_8);
        var type = ReportType.ofCloudEventType(name)
                .orElseThrow(() -> new InvalidReport("the header ce_type is no type of report: " + name));
        if (record.value() == null) {
            throw new InvalidReport("the record has no value");
        }
        return ReportCodec.decode(type, record.value());
    }
}
