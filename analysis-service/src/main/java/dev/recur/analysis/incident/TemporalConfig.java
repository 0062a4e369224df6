package dev.recur.analysis.incident;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What the computed dimension {@code after} goes by. */
@ConfigMapping(prefix = "recur.temporal")
public interface TemporalConfig {

    /** For how long after the start of a marker incidents come after it. */
    @WithDefault("P7D")
    Duration after();
}
