package dev.recur.analysis.rule;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a group did in a window.
 *
 * @param observed how much of what the condition asks for
 * @param peak the most that was while the condition was met, where it never was what is observed
 * @param crossedAt the time of the incident that completed the condition, {@code null} when it is not met
 * @param atCrossing what was observed then
 * @param evidence exactly the incidents of the group in the window, in the order of their times
 */
public record Evaluation(
        BigDecimal observed,
        BigDecimal peak,
        @Nullable Instant crossedAt,
        BigDecimal atCrossing,
        CountedIncidents evidence) {

    public boolean isMet() {
        return crossedAt != null;
    }
}
