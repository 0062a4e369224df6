package dev.recur.analysis.rule;

import dev.recur.analysis.incident.Incident;
import dev.recur.wire.window.TimeSpan;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges one group in one calendar window: a pure function, the same for whoever asks. */
public final class Evaluator {

    private static final Comparator<Incident> BY_TIME = Comparator.comparing(Incident::time)
            .thenComparing(incident -> incident.incidentId().toString());

    private Evaluator() {}

    /**
     * What the group did in the window.
     *
     * @param incidents of the group, at least all in the window and, for a rule with {@code mergeWithin}, that long before
     *     it; others are left out
     */
    public static Evaluation evaluate(Rule rule, Collection<Incident> incidents, TimeSpan window) {
        var ordered = incidents.stream().sorted(BY_TIME).toList();
        var evidence = ordered.stream()
                .filter(incident -> window.contains(incident.time()))
                .toList();
        return switch (rule.definition().condition()) {
            case Condition.Count count -> count(count, starts(rule, ordered, window), evidence);
            case Condition other -> throw new IllegalStateException(other + " is refused where rules are edited");
        };
    }

    private static Evaluation count(Condition.Count condition, List<Instant> starts, List<Incident> evidence) {
        var crossedAt = starts.size() < condition.atLeast() ? null : starts.get(condition.atLeast() - 1);
        return new Evaluation(BigDecimal.valueOf(starts.size()), crossedAt, evidence);
    }

    /** The times at which occurrences in the window start: an incident soon after another belongs to its occurrence. */
    private static List<Instant> starts(Rule rule, List<Incident> ordered, TimeSpan window) {
        var mergeWithin = rule.definition().mergeWithin();
        var starts = new ArrayList<Instant>();
        Instant previous = null;
        for (var incident : ordered) {
            var time = incident.time();
            if (isStart(previous, time, mergeWithin) && window.contains(time)) {
                starts.add(time);
            }
            previous = time;
        }
        return starts;
    }

    /** With a {@code mergeWithin} of zero each incident is its own occurrence, also at the same time as another. */
    private static boolean isStart(@Nullable Instant previous, Instant time, Duration mergeWithin) {
        return previous == null
                || mergeWithin.isZero()
                || Duration.between(previous, time).compareTo(mergeWithin) > 0;
    }
}
