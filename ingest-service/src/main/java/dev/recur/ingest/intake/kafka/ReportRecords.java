package dev.recur.ingest.intake.kafka;

import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportCodec;
import dev.recur.wire.topic.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A report as a record, keyed by incident so that an incident's reports keep their order. */
final class ReportRecords {

    private ReportRecords() {}

    static ProducerRecord<String, byte[]> of(Report report, @Nullable String traceparent) {
        return new CloudEventRecord(
                        Topics.INCIDENT_REPORTS,
                        report.incidentId(),
                        report.reportId(),
                        report.source(),
                        report.type().cloudEventType(),
                        report.asOf(),
                        report.recordedAt(),
                        traceparent,
                        ReportCodec.encode(report))
                .forProducer();
    }
}
