package dev.recur.ingest.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recur.ingest.adapter.BuiltInAdapters;
import dev.recur.ingest.intake.MemoryReportLog;
import dev.recur.ingest.intake.ReportIntake;
import dev.recur.ingest.intake.ReportReader;
import dev.recur.ingest.intake.Sender;
import dev.recur.ingest.intake.Submission;
import dev.recur.ingest.intake.Transport;
import dev.recur.wire.report.Report;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Taking in of webhooks into a log in memory, at noon of 22 November 2026. */
final class Webhooks implements WebhookMetrics {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    final MemoryReportLog log = new MemoryReportLog();
    int dropped;
    private final WebhookIntake intake;

    Webhooks() {
        this(Map.of());
    }

    Webhooks(Map<String, Sources.Settings> configured) {
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var reader = new ReportReader(clock, UUID::randomUUID);
        this.intake = new WebhookIntake(
                Sources.of(BuiltInAdapters.read(), configured),
                reader,
                new ReportIntake(reader, log, log),
                log,
                this,
                clock);
    }

    WebhookOutcome receive(String source, byte[] body) {
        return receive(source, body, Set.of());
    }

    WebhookOutcome receive(String source, byte[] body, Map<String, String> headers) {
        return receive(source, body, headers, Set.of());
    }

    WebhookOutcome receive(String source, byte[] body, Set<String> boundTo) {
        return receive(source, body, Map.of(), boundTo);
    }

    private WebhookOutcome receive(String source, byte[] body, Map<String, String> headers, Set<String> boundTo) {
        var submission = new Submission(Transport.WEBHOOK, new Sender("alerting", boundTo), null, null, 0);
        return intake.receive(source, body, headers, submission)
                .toCompletableFuture()
                .join();
    }

    List<Report> taken(String source, String body) {
        return taken(source, body.getBytes(UTF_8));
    }

    List<Report> taken(String source, byte[] body) {
        return switch (receive(source, body)) {
            case WebhookOutcome.Taken(var reports, var ignored) -> reports;
            case WebhookOutcome other -> throw new AssertionError(other.toString());
        };
    }

    @Override
    public void ignored(String source, int items) {}

    @Override
    public void dropped(String source, int parts) {
        dropped += parts;
    }
}
