package dev.recur.analysis.rule;

import dev.recur.analysis.incident.Incident;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a group did in a window.
 *
 * @param observed how much of what the condition asks for
 * @param crossedAt the time of the incident that completed the condition, {@code null} when it is not met
 * @param evidence exactly the incidents of the group in the window, in the order of their times
 */
public record Evaluation(BigDecimal observed, @Nullable Instant crossedAt, List<Incident> evidence) {

    public boolean isMet() {
        return crossedAt != null;
    }
}
