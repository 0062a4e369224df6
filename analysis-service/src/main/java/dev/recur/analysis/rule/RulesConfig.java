package dev.recur.analysis.rule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How rules are judged. */
@ConfigMapping(prefix = "recur.rules")
public interface RulesConfig {

    /** For how long after its end a window still opens investigations, once late reports have completed it. */
    @WithDefault("P7D")
    Duration lateness();

    /** How many investigations that a rule opens within an hour are told each by itself. */
    @WithDefault("100")
    int maxOpeningsPerHour();
}
