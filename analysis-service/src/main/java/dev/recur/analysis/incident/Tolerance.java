package dev.recur.analysis.incident;

import dev.recur.wire.report.Severity;
import java.time.Duration;
import java.util.Map;

/** How long the incidents of each severity may take to be resolved and still be {@code in_time}. */
public record Tolerance(Map<Severity, Duration> bySeverity) {

    public Duration of(Severity severity) {
        return bySeverity.getOrDefault(severity, Duration.ZERO);
    }
}
