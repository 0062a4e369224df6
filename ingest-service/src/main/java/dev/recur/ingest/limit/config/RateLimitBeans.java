package dev.recur.ingest.limit.config;

import dev.recur.ingest.limit.RateLimits;
import dev.recur.ingest.limit.config.RateLimitConfig.RateConfig;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The limits of the configuration: of API keys, and of the sources of webhooks. */
final class RateLimitBeans {

    @Produces
    @Singleton
    @Identifier("keys")
    RateLimits ofKeys(RateLimitConfig config) {
        return limits(config.perKey(), config.keys());
    }

    @Produces
    @Singleton
    @Identifier("sources")
    RateLimits ofSources(RateLimitConfig config) {
        return limits(config.perSource(), config.sources());
    }

    private static RateLimits limits(Optional<RateConfig> usual, Map<String, RateConfig> named) {
        return new RateLimits(
                usual.map(RateConfig::rate),
                named.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().rate())));
    }
}
