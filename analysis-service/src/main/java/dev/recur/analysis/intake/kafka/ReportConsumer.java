package dev.recur.analysis.intake.kafka;

import dev.recur.analysis.intake.IncidentAnalysis;
import dev.recur.analysis.kafka.Batches;
import dev.recur.analysis.kafka.DeadLetters;
import dev.recur.analysis.metrics.AnalysisMetrics;
import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportCodec;
import dev.recur.wire.report.ReportCodec.InvalidReport;
import dev.recur.wire.report.ReportType;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Channel;
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
    private final Batches<Report> batches;
    private final AnalysisMetrics metrics;

    ReportConsumer(
            IncidentAnalysis analysis,
            @Channel("incident-reports-dead") MutinyEmitter<byte[]> dead,
            Clock clock,
            AnalysisMetrics metrics) {
        this.analysis = analysis;
        this.deadLetters = new DeadLetters(dead, clock, metrics);
        this.batches = new Batches<>(ReportConsumer::decode, InvalidReport.class::isInstance, deadLetters);
        this.metrics = metrics;
    }

    @Incoming("incident-reports")
    @Blocking
    void take(ConsumerRecords<String, byte[]> records) throws InterruptedException {
        var batch = batches.read(records);
        for (var refused : analysis.take(batch.items())) {
            deadLetters.add(batch.origin(refused.item()), refused.reason());
        }
        metrics.reportsTaken(batch.items().size());
    }

    private static Report decode(String name, byte[] value) {
        var type = ReportType.ofCloudEventType(name)
                .orElseThrow(() -> new InvalidReport("the header ce_type is no type of report: " + name));
        return ReportCodec.decode(type, value);
    }
}
