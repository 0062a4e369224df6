package dev.recur.ingest.intake.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportCodec;
import dev.recur.wire.topic.Headers;
import dev.recur.wire.topic.Topics;
import java.net.URLEncoder;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A report as a record: CloudEvents 1.0 in binary mode, keyed by incident so that an incident's reports keep order. */
final class ReportRecords {

    private static final String TRACEPARENT = "traceparent";

    private ReportRecords() {}

    static ProducerRecord<String, byte[]> of(Report report, @Nullable String traceparent) {
        var record = new ProducerRecord<>(
                Topics.INCIDENT_REPORTS,
                null,
                report.recordedAt().toEpochMilli(),
                report.incidentId().toString(),
                ReportCodec.encode(report));
        header(record, Headers.SPEC_VERSION, "1.0");
        header(record, Headers.ID, report.reportId().toString());
        header(record, Headers.SOURCE, uriReference(report.source()));
        header(record, Headers.TYPE, report.type().cloudEventType());
        header(record, Headers.TIME, report.asOf().toString());
        header(record, Headers.RECORDED_TIME, report.recordedAt().toString());
        header(record, Headers.CONTENT_TYPE, "application/json");
        if (traceparent != null) {
            header(record, TRACEPARENT, traceparent);
        }
        return record;
    }

    /** CloudEvents wants a URI reference for a source; most names of sources are one as they are. */
    private static String uriReference(String source) {
        return URLEncoder.encode(source, UTF_8).replace("+", "%20");
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }
}
