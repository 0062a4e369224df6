package dev.recur.ingest.webhook.config;

import dev.recur.ingest.adapter.BuiltInAdapters;
import dev.recur.ingest.intake.IntakeMetrics;
import dev.recur.ingest.intake.ReportIntake;
import dev.recur.ingest.intake.ReportReader;
import dev.recur.ingest.webhook.Sources;
import dev.recur.ingest.webhook.WebhookIntake;
import dev.recur.ingest.webhook.WebhookMetrics;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts the taking in of webhooks together; a source that is configured wrongly stops the start. */
final class WebhookBeans {

    @Produces
    @Singleton
    @Startup
    WebhookIntake intake(
            SourcesConfig config,
            ReportReader reader,
            ReportIntake intake,
            IntakeMetrics intakeMetrics,
            WebhookMetrics metrics,
            Clock clock) {
        var settings = config.sources().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> new Sources.Settings(
                                entry.getValue().adapter(),
                                entry.getValue().kind(),
                                entry.getValue().tags())));
        return new WebhookIntake(
                Sources.of(BuiltInAdapters.read(), settings), reader, intake, intakeMetrics, metrics, clock);
    }
}
