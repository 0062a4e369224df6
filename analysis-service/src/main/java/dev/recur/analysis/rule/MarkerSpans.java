package dev.recur.analysis.rule;

import dev.recur.wire.marker.Marker;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The times soon after markers: stretches that neither overlap nor touch. */
final class MarkerSpans {

    private final Moments from;
    private final Moments to;
    private final long[] before;

    private MarkerSpans(Moments from, Moments to, long[] before) {
        this.from = from;
        this.to = to;
        this.before = before;
    }

    /** The union of [start, start + within) of the markers that do not contradict the group's tags. */
    static MarkerSpans of(Collection<Marker> markers, Duration within, Group group) {
        var length = Micros.of(within);
        var starts = markers.stream()
                .filter(marker -> !contradicts(marker, group))
                .map(Marker::startsAt)
                .sorted(Comparator.naturalOrder())
                .mapToLong(Micros::of)
                .toArray();
        var from = new long[starts.length];
        var to = new long[starts.length];
        var number = 0;
        for (var start : starts) {
            if (number > 0 && start <= to[number - 1]) {
                to[number - 1] = start + length;
            } else {
                from[number] = start;
                to[number++] = start + length;
            }
        }
        var before = new long[number + 1];
        for (int i = 0; i < number; i++) {
            before[i + 1] = before[i] + to[i] - from[i];
        }
        return new MarkerSpans(Moments.ofSorted(from, 0, number), Moments.ofSorted(to, 0, number), before);
    }

    /** What a marker does not say contradicts nothing. */
    private static boolean contradicts(Marker marker, Group group) {
        return group.values().entrySet().stream().anyMatch(tag -> {
            var values = marker.tags().getOrDefault(tag.getKey(), List.of());
            return !values.isEmpty() && !values.contains(tag.getValue());
        });
    }

    boolean contains(long time) {
        var begun = from.upTo(time);
        return begun > 0 && time < to.get(begun - 1);
    }

    /** How much of the time before that moment is in them. */
    long until(long time) {
        var begun = from.upTo(time);
        return begun == 0 ? 0 : before[begun - 1] + Math.min(to.get(begun - 1), time) - from.get(begun - 1);
    }

    Moments edges() {
        return from.joined(to);
    }
}
