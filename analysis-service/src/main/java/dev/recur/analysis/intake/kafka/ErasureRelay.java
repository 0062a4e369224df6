package dev.recur.analysis.intake.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recur.analysis.incident.postgres.ErasureRows;
import dev.recur.analysis.incident.postgres.IncidentReads;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.analysis.postgres.Worker;
import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportCodec;
import dev.recur.wire.topic.Headers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Publishes the reports of erased incidents again, without what was erased, at least once: so that they are still there
 * when the topic has forgotten the first ones. To take them again changes nothing.
 */
@ApplicationScoped
class ErasureRelay {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int AT_ONCE = 10;

    private final Transactions transactions;
    private final MutinyEmitter<byte[]> reports;
    private final Worker worker = new Worker("erasure-relay", INTERVAL, this::relay);

    ErasureRelay(Transactions transactions, @Channel("incident-reports-again") MutinyEmitter<byte[]> reports) {
        this.transactions = transactions;
        this.reports = reports;
    }

    void atStart(@Observes StartupEvent event) {
        worker.start();
    }

    void atEnd(@Observes ShutdownEvent event) {
        worker.stop();
    }

    private boolean relay() {
        var waiting = transactions.run(statements -> ErasureRows.waiting(statements, AT_ONCE));
        waiting.forEach(this::publish);
        return waiting.size() == AT_ONCE;
    }

    private void publish(UUID incidentId) {
        for (var report : transactions.run(statements -> IncidentReads.reports(statements, incidentId))) {
            reports.sendMessage(message(report)).await().atMost(PATIENCE);
        }
        transactions.run(statements -> {
            ErasureRows.republished(statements, incidentId);
            return true;
        });
    }

    private static Message<byte[]> message(Report report) {
        var headers = new RecordHeaders();
        header(headers, Headers.SPEC_VERSION, "1.0");
        header(headers, Headers.ID, report.reportId().toString());
        header(
                headers,
                Headers.SOURCE,
                URLEncoder.encode(report.source(), UTF_8).replace("+", "%20"));
        header(headers, Headers.TYPE, report.type().cloudEventType());
        header(headers, Headers.TIME, report.asOf().toString());
        header(headers, Headers.RECORDED_TIME, report.recordedAt().toString());
        header(headers, Headers.CONTENT_TYPE, "application/json");
        return Message.of(ReportCodec.encode(report))
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(report.incidentId().toString())
                        .withTimestamp(report.recordedAt())
                        .withHeaders(headers)
                        .build());
    }

    private static void header(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
