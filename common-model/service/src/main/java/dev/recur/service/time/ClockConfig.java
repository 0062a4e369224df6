package dev.recur.service.time;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A clock that is not the machine's, for a laptop and for tests. */
@ConfigMapping(prefix = "recur.clock")
interface ClockConfig {

    /** Where the clock stands when the service starts; it goes on from there. */
    Optional<Instant> start();

    /** How far it is ahead of the machine's clock; behind it when negative. */
    Optional<Duration> ahead();

    /** Whether it can be set on the management port while the service runs. */
    @WithDefault("false")
    boolean settable();
}
