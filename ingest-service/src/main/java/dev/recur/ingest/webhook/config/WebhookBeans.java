package dev.recur.ingest.webhook.config;

import dev.recur.ingest.adapter.BuiltInAdapters;
import dev.recur.ingest.intake.IntakeMetrics;
import dev.recur.ingest.intake.ReportIntake;
import dev.recur.ingest.intake.ReportReader;
import dev.recur.ingest.limit.RateLimits;
import dev.recur.ingest.webhook.DryRun;
import dev.recur.ingest.webhook.SourceSettings;
import dev.recur.ingest.webhook.Sources;
import dev.recur.ingest.webhook.Understanding;
import dev.recur.ingest.webhook.WebhookIntake;
import dev.recur.ingest.webhook.WebhookMetrics;
import dev.recur.ingest.webhook.signature.Secret;
import dev.recur.ingest.webhook.signature.SnsEndpoint;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts the taking in of webhooks together; a source that is configured wrongly stops the start. */
final class WebhookBeans {

    @Produces
    @Singleton
    @Startup
    Sources sources(SourcesConfig config, SnsEndpoint endpoint) {
        var settings = config.sources().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> settings(entry.getValue())));
        return Sources.of(BuiltInAdapters.read(), settings, endpoint);
    }

    @Produces
    @Singleton
    Understanding understanding(ReportReader reader) {
        return new Understanding(reader);
    }

    @Produces
    @Singleton
    DryRun dryRun(Sources sources, Understanding understanding, Clock clock) {
        return new DryRun(sources, understanding, clock);
    }

    @Produces
    @Singleton
    WebhookIntake intake(
            Sources sources,
            Understanding understanding,
            ReportIntake intake,
            IntakeMetrics intakeMetrics,
            WebhookMetrics metrics,
            SnsEndpoint endpoint,
            @Identifier("sources") RateLimits limits,
            Clock clock) {
        return new WebhookIntake(sources, understanding, intake, intakeMetrics, metrics, endpoint, limits, clock);
    }

    private static SourceSettings settings(SourcesConfig.SourceConfig config) {
        return new SourceSettings(
                config.adapter(),
                config.mapping(),
                config.kind(),
                config.tags(),
                config.labels(),
                new SourceSettings.Signing(
                        config.scheme(),
                        config.secret().orElse(List.of()).stream()
                                .map(Secret::new)
                                .toList(),
                        config.header(),
                        config.timestampHeader(),
                        config.topics().orElse(List.of())),
                config.deadline());
    }
}
