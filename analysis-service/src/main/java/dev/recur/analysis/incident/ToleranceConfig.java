package dev.recur.analysis.incident;

import dev.recur.wire.report.Severity;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** How long an incident of a severity may take to be resolved and still be {@code in_time}. */
@ConfigMapping(prefix = "recur.resolution.tolerance")
public interface ToleranceConfig {

    @WithDefault("PT1H")
    Duration sev1();

    @WithDefault("PT4H")
    Duration sev2();

    @WithDefault("P1D")
    Duration sev3();

    @WithDefault("P7D")
    Duration sev4();

    @WithDefault("P30D")
    Duration sev5();

    @WithDefault("P1D")
    Duration unknown();

    /** The same, by severity. */
    default Tolerance tolerance() {
        return new Tolerance(Map.of(
                Severity.SEV1, sev1(),
                Severity.SEV2, sev2(),
                Severity.SEV3, sev3(),
                Severity.SEV4, sev4(),
                Severity.SEV5, sev5(),
                Severity.UNKNOWN, unknown()));
    }
}
