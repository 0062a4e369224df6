package dev.recur.analysis.oracle;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An episode of a rolling window, found by asking at every moment at which something may change, and searching between
 * two of different answers.
 *
 * @param end {@code null} while it runs
 */
record OracleEpisode(Instant crossedAt, @Nullable Instant end, List<OracleIncident> evidence) {

    static List<OracleEpisode> of(OracleGroup group, Duration length, Instant now) {
        var moments = moments(group, length, now);
        var episodes = new ArrayList<OracleEpisode>();
        Instant before = null;
        Instant crossedAt = null;
        for (var moment : moments) {
            var met = isMet(group, length, moment);
            if (met && crossedAt == null) {
                crossedAt = before == null ? moment : change(group, length, before, moment, true);
            } else if (!met && crossedAt != null && before != null) {
                var end = change(group, length, before, moment, false);
                episodes.add(episode(group, length, crossedAt, end, now));
                crossedAt = null;
            }
            before = moment;
        }
        if (crossedAt != null) {
            episodes.add(episode(group, length, crossedAt, null, now));
        }
        return episodes;
    }

    private static TreeSet<Instant> moments(OracleGroup group, Duration length, Instant now) {
        var windows = group.rule().condition() instanceof OracleCondition.Change change ? change.over() + 1 : 1;
        var edges = new TreeSet<Instant>();
        group.everything().forEach(incident -> edges.add(incident.time()));
        if (group.rule().condition() instanceof OracleCondition.AfterMarker after) {
            group.markers()
                    .forEach(marker ->
                            edges.addAll(List.of(marker.start(), marker.start().plus(after.within()))));
        }
        var moments = new TreeSet<Instant>(List.of(now));
        for (var edge : edges) {
            for (int i = 0; i <= windows; i++) {
                var moment = edge.plus(length.multipliedBy(i));
                moments.add(moment.minusNanos(1000));
                moments.add(moment);
            }
        }
        return new TreeSet<>(moments.headSet(now, true));
    }

    /** The first microsecond after one moment, up to another, with that answer. */
    private static Instant change(OracleGroup group, Duration length, Instant before, Instant moment, boolean met) {
        var low = before;
        var high = moment;
        while (Duration.between(low, high).compareTo(Duration.ofNanos(1000)) > 0) {
            var micros = Duration.between(low, high).toNanos() / 2000;
            var middle = low.plusNanos(micros * 1000);
            if (isMet(group, length, middle) == met) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    static boolean isMet(OracleGroup group, Duration length, Instant moment) {
        var from = moment.minus(length);
        var before = new ArrayList<Instant>();
        if (group.rule().condition() instanceof OracleCondition.Change change) {
            for (int i = change.over(); i >= 0; i--) {
                before.add(from.minus(length.multipliedBy(i)));
            }
        }
        return group.isMet(from, false, moment, before);
    }

    private static OracleEpisode episode(
            OracleGroup group, Duration length, Instant crossedAt, @Nullable Instant end, Instant now) {
        if (group.rule().condition() instanceof OracleCondition.Silence) {
            var last = group.members().stream()
                    .filter(incident -> !incident.time().isAfter(crossedAt))
                    .toList()
                    .getLast();
            return new OracleEpisode(crossedAt, end, List.of(last));
        }
        var evidence = group.members().stream()
                .filter(incident -> incident.time().isAfter(crossedAt.minus(length))
                        && !incident.time().isAfter(now)
                        && (end == null || incident.time().isBefore(end)))
                .toList();
        return new OracleEpisode(crossedAt, end, evidence);
    }

    /** What was observed when it began, and the most that was. */
    List<BigDecimal> observed(OracleGroup group, Duration length, Instant now) {
        var most = group.value(crossedAt.minus(length), false, crossedAt);
        for (var moment : moments(group, length, now)) {
            if (moment.isAfter(crossedAt) && (end == null || moment.isBefore(end))) {
                most = most.max(group.value(moment.minus(length), false, moment));
            }
        }
        return List.of(group.value(crossedAt.minus(length), false, crossedAt), most);
    }
}
