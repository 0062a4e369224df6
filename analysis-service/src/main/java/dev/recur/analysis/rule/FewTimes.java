package dev.recur.analysis.rule;

import static java.time.temporal.ChronoUnit.MICROS;

import dev.recur.wire.window.CalendarUnit;
import dev.recur.wire.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Of the times at which something changed the fewest that mean the same to a rule: in each stretch, shorter than what the
 * rule looks at, the first and the last. Between the two of a stretch at most one window begins, so that their windows are
 * those of all times between them; and of a rule whose window rolls they are so close that they are judged as one region.
 * While they are not many all of them are named besides, and what became of which incident then, for whoever wants to know
 * only what changed.
 *
 * @param <K> what the times are of
 */
public final class FewTimes<K> {

    private static final int MOST_NAMED = 2000;

    private final long stretchMicros;
    private final Map<Stretch<K>, Ends> stretches = new HashMap<>();
    private int added;

    public FewTimes(Rule.Definition rule) {
        this.stretchMicros = Math.max(1, MICROS.between(Instant.EPOCH, Instant.EPOCH.plus(stretch(rule))));
    }

    private record Stretch<K>(@Nullable K of, long number) {}

    private static final class Ends {
        private Instant first;
        private Instant last;
        private final Map<Named, Optional<Counted>> named = new HashMap<>();

        Ends(Instant time) {
            first = time;
            last = time;
        }
    }

    private record Named(Instant time, @Nullable UUID incidentId) {}

    /** What the times are of, and one of these. */
    public interface Each<K> {
        void accept(@Nullable K of, Instant time);
    }

    /**
     * Of a stretch the first and the last time at which something changed.
     *
     * @param micros how long stretches are
     * @param incidentId what changed; {@code null} where that is not named
     * @param now what has become of it; {@code null} where it is there no more, or not named
     */
    public record Some<K>(
            @Nullable K of,
            long micros,
            long number,
            Instant first,
            Instant last,
            @Nullable UUID incidentId,
            @Nullable Counted now) {}

    public void add(@Nullable K of, Instant time) {
        add(of, time, null, null);
    }

    /** An incident was there at that time, and is no more unless that is added too. */
    public void addFormer(K of, Instant time, UUID incidentId) {
        add(of, time, incidentId, null);
    }

    /** An incident is there. */
    public void addCounted(K of, Counted now) {
        add(of, now.time(), now.incidentId(), now);
    }

    private void add(@Nullable K of, Instant time, @Nullable UUID incidentId, @Nullable Counted now) {
        var stretch = new Stretch<>(of, Math.floorDiv(MICROS.between(Instant.EPOCH, time), stretchMicros));
        var ends = stretches.computeIfAbsent(stretch, any -> new Ends(time));
        if (time.isBefore(ends.first)) {
            ends.first = time;
        } else if (time.isAfter(ends.last)) {
            ends.last = time;
        }
        if (++added <= MOST_NAMED) {
            ends.named.merge(
                    new Named(time, incidentId),
                    Optional.ofNullable(now),
                    (before, after) -> after.isPresent() ? after : before);
        }
    }

    public void forEach(Each<K> each) {
        stretches.forEach((stretch, ends) -> {
            each.accept(stretch.of(), ends.first);
            if (!ends.last.equals(ends.first)) {
                each.accept(stretch.of(), ends.last);
            }
        });
    }

    /** All stretches: those of several collections are put together by the first of the first and the last of the last. */
    public void forEachStretch(Consumer<Some<K>> each) {
        stretches.forEach((stretch, ends) -> {
            if (added > MOST_NAMED) {
                each.accept(some(stretch, ends.first, ends.last, null, null));
            } else {
                ends.named.forEach((named, now) ->
                        each.accept(some(stretch, named.time(), named.time(), named.incidentId(), now.orElse(null))));
            }
        });
    }

    private Some<K> some(
            Stretch<K> stretch, Instant first, Instant last, @Nullable UUID incidentId, @Nullable Counted now) {
        return new Some<>(stretch.of(), stretchMicros, stretch.number(), first, last, incidentId, now);
    }

    private static Duration stretch(Rule.Definition rule) {
        if (rule.rolling().isPresent()) {
            return Reach.rolling(rule);
        }
        return rule.window() instanceof Window.Calendar(CalendarUnit unit) ? shorterThan(unit) : Duration.ZERO;
    }

    /** Less than any such span, also one in which clocks are set. */
    private static Duration shorterThan(CalendarUnit unit) {
        return switch (unit) {
            case HOUR, DAY -> Duration.ZERO;
            case WEEK -> Duration.ofDays(6);
            case MONTH -> Duration.ofDays(27);
            case QUARTER -> Duration.ofDays(89);
            case YEAR -> Duration.ofDays(364);
        };
    }
}
