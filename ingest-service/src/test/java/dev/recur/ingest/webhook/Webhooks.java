package dev.recur.ingest.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recur.ingest.adapter.BuiltInAdapters;
import dev.recur.ingest.intake.MemoryReportLog;
import dev.recur.ingest.intake.ReportIntake;
import dev.recur.ingest.intake.ReportReader;
import dev.recur.ingest.intake.Sender;
import dev.recur.ingest.intake.Submission;
import dev.recur.ingest.intake.Transport;
import dev.recur.ingest.limit.Rate;
import dev.recur.ingest.limit.RateLimits;
import dev.recur.ingest.webhook.signature.Posted;
import dev.recur.wire.report.Report;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Taking in of webhooks into a log in memory, at noon of 22 November 2026. */
final class Webhooks implements WebhookMetrics {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    final MemoryReportLog log = new MemoryReportLog();
    final FakeSns sns = new FakeSns();
    final DryRun dryRun;
    int dropped;
    private final WebhookIntake intake;

    Webhooks() {
        this(Map.of());
    }

    Webhooks(Map<String, SourceSettings> configured) {
        this(configured, Map.of());
    }

    Webhooks(Map<String, SourceSettings> configured, Map<String, Rate> rates) {
        var limits = new RateLimits(Optional.empty(), rates);
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var reader = new ReportReader(clock, UUID::randomUUID);
        var sources = Sources.of(BuiltInAdapters.read(), configured, sns);
        var understanding = new Understanding(reader);
        this.dryRun = new DryRun(sources, understanding, clock);
        this.intake = new WebhookIntake(
                sources, understanding, new ReportIntake(reader, log, log), log, this, sns, limits, clock);
    }

    WebhookOutcome receive(String source, byte[] body) {
        return receive(source, body, Set.of());
    }

    WebhookOutcome receive(String source, byte[] body, Map<String, String> headers) {
        return receive(source, new Posted(body, headers, null), Optional.of(new Sender("alerting", Set.of())));
    }

    WebhookOutcome receive(String source, byte[] body, Set<String> boundTo) {
        return receive(source, new Posted(body, Map.of(), null), Optional.of(new Sender("alerting", boundTo)));
    }

    /** Of somebody without an API key. */
    WebhookOutcome receive(String source, Posted posted) {
        return receive(source, posted, Optional.empty());
    }

    private WebhookOutcome receive(String source, Posted posted, Optional<Sender> caller) {
        var submission =
                new Submission(Transport.WEBHOOK, new Sender("alerting", Set.of()), null, null, System.nanoTime());
        return intake.receive(source, posted, caller, submission)
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
