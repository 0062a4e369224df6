package dev.recur.analysis.rule;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A maximal stretch of time in which a group meets a rule's condition at every moment.
 *
 * @param end when it ends if nothing more happens, no more part of it; {@code null} where time alone does not end it
 * @param atCrossing what was observed when it began
 * @param peak the most that was, up to now
 * @param evidence the incidents that were counted in it, in the order of time
 */
public record Episode(
        Instant crossedAt, @Nullable Instant end, BigDecimal atCrossing, BigDecimal peak, CountedIncidents evidence) {

    /** When it ended, {@code null} while it runs. */
    public @Nullable Instant endedBy(Instant now) {
        return end == null || end.isAfter(now) ? null : end;
    }
}
