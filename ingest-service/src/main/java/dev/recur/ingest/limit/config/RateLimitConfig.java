package dev.recur.ingest.limit.config;

import dev.recur.ingest.limit.Rate;
import io.smallrye.config.ConfigMapping;
import java.util.Map;
import java.util.Optional;

/** How many reports a second each API key may send to the API, and each source as webhooks; without a rate any number. */
@ConfigMapping(prefix = "recur.rate-limit")
interface RateLimitConfig {

    /** Of each key that has no rate of its own. */
    Optional<RateConfig> perKey();

    /** By the name of the key. */
    Map<String, RateConfig> keys();

    /** Of each source that has no rate of its own. */
    Optional<RateConfig> perSource();

    /** By the name of the source. */
    Map<String, RateConfig> sources();

    /** One rate. */
    interface RateConfig {

        long reportsPerSecond();

        /** Reports at once after a while of silence; those of ten seconds when it is not said. */
        Optional<Long> burst();

        default Rate rate() {
            return new Rate(reportsPerSecond(), burst().orElse(10 * reportsPerSecond()));
        }
    }
}
