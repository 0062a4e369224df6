package dev.recur.analysis.rule;

import dev.recur.wire.window.TimeSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Spans of time in their order, none of which touches another. */
public final class TimeSpans {

    private final List<TimeSpan> all;
    private final long[] froms;
    private final long[] tos;

    private TimeSpans(List<TimeSpan> all) {
        this.all = all;
        this.froms = all.stream().mapToLong(span -> Micros.of(span.from())).toArray();
        this.tos = all.stream().mapToLong(span -> Micros.of(span.to())).toArray();
    }

    /**
     * The times that are in any of the spans.
     *
     * @param most where there are more that do not touch, all between the first and the last is taken
     */
    public static TimeSpans of(Collection<TimeSpan> spans, int most) {
        var apart = new ArrayList<TimeSpan>();
        for (var span :
                spans.stream().sorted(Comparator.comparing(TimeSpan::from)).toList()) {
            var last = apart.isEmpty() ? null : apart.getLast();
            if (last == null || last.to().isBefore(span.from())) {
                apart.add(span);
            } else if (last.to().isBefore(span.to())) {
                apart.set(apart.size() - 1, new TimeSpan(last.from(), span.to()));
            }
        }
        return new TimeSpans(
                apart.size() <= most
                        ? apart
                        : List.of(new TimeSpan(
                                apart.getFirst().from(), apart.getLast().to())));
    }

    public List<TimeSpan> all() {
        return List.copyOf(all);
    }

    /** What of them is in a span. */
    public TimeSpans within(TimeSpan span) {
        return new TimeSpans(all.stream()
                .filter(one -> one.from().isBefore(span.to()) && span.from().isBefore(one.to()))
                .map(one -> new TimeSpan(
                        one.from().isBefore(span.from()) ? span.from() : one.from(),
                        one.to().isAfter(span.to()) ? span.to() : one.to()))
                .toList());
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** True if a time is in one of the spans. */
    public boolean contains(Instant time) {
        var micros = Micros.of(time);
        var at = Arrays.binarySearch(froms, micros);
        var last = at < 0 ? -at - 2 : at;
        return last >= 0 && micros < tos[last];
    }
}
