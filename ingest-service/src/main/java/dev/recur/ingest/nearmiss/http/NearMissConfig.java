package dev.recur.ingest.nearmiss.http;

import dev.recur.ingest.limit.Rate;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How near misses are told. */
@ConfigMapping(prefix = "recur.near-miss")
interface NearMissConfig {

    /** Whether nobody needs a key, and nothing is kept that could find the reporter; without it everybody needs one. */
    @WithDefault("true")
    boolean anonymous();

    /** Anonymous reports a second, of all reporters together, as nothing tells them apart. */
    @WithDefault("20")
    long perSecond();

    /** As {@link #perSecond}, at once after a while of silence. */
    @WithDefault("200")
    long burst();

    default Rate rate() {
        return new Rate(perSecond(), burst());
    }
}
