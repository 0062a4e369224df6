package dev.recur.analysis.intake.kafka;

import dev.recur.analysis.intake.IncidentAnalysis;
import dev.recur.analysis.intake.TracedReport;
import dev.recur.analysis.kafka.Batches;
import dev.recur.analysis.metrics.AnalysisMetrics;
import dev.recur.messaging.deadletter.DeadLetters;
import dev.recur.service.trace.TraceParent;
import dev.recur.wire.report.ReportCodec;
import dev.recur.wire.report.ReportCodec.InvalidReport;
import dev.recur.wire.report.ReportType;
import dev.recur.wire.topic.Topics;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Channel;
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
    private final Batches<TracedReport> batches;
    private final AnalysisMetrics metrics;
    private final Tracer tracer;

    ReportConsumer(
            IncidentAnalysis analysis,
            @Channel("incident-reports-dead") MutinyEmitter<byte[]> dead,
            Clock clock,
            AnalysisMetrics metrics,
            Tracer tracer) {
        this.analysis = analysis;
        this.deadLetters = new DeadLetters(dead, clock, metrics::deadLetter);
        this.batches = new Batches<>(ReportConsumer::decode, InvalidReport.class::isInstance, deadLetters);
        this.metrics = metrics;
        this.tracer = tracer;
    }

    @Incoming("incident-reports")
    @Blocking
    void take(ConsumerRecords<String, byte[]> records) throws InterruptedException {
        var batch = batches.read(records);
        var spans = spans(batch.items());
        for (var refused : analysis.take(batch.items())) {
            deadLetters.add(batch.origin(refused.item()), refused.reason());
        }
        spans.forEach(Span::end);
        metrics.reportsTaken(batch.items().size());
    }

    /** Of each report that is part of a trace, from when it was read until it is stored. */
    private List<Span> spans(List<TracedReport> reports) {
        return reports.stream()
                .filter(report -> report.traceparent() != null)
                .map(report -> tracer.spanBuilder("process " + Topics.INCIDENT_REPORTS)
                        .setSpanKind(SpanKind.CONSUMER)
                        .setParent(TraceParent.parent(report.traceparent()))
                        .setAttribute(
                                "recur.incident.id",
                                report.report().incidentId().toString())
                        .setAttribute(
                                "recur.report.id", report.report().reportId().toString())
                        .startSpan())
                .toList();
    }

    private static TracedReport decode(String name, byte[] value, @Nullable String traceparent) {
        var type = ReportType.ofCloudEventType(name)
                .orElseThrow(() -> new InvalidReport("the header ce_type is no type of report: " + name));
        return new TracedReport(ReportCodec.decode(type, value), traceparent);
    }
}
