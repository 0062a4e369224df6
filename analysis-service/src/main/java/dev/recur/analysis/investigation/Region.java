package dev.recur.analysis.investigation;

import dev.recur.analysis.rule.Episode;
import dev.recur.analysis.rule.Reach;
import dev.recur.analysis.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The time in which episodes may not be what they were, both ends part of it.
 *
 * @param to {@code null} where it goes on past now
 */
public record Region(Instant from, @Nullable Instant to) {

    private static final Duration MICROSECOND = Duration.ofNanos(1000);

    /** The regions in which changes at those times have effect; those that are near each other are one. */
    public static List<Region> of(Rule.Definition rule, SortedSet<Instant> times, Instant now) {
        var reach = Reach.rolling(rule);
        var regions = new ArrayList<Region>();
        Instant first = null;
        Instant last = null;
        for (var time : times) {
            if (first == null || last == null) {
                first = time;
            } else if (last.plus(reach.multipliedBy(2)).isBefore(time)) {
                regions.add(between(first, last.plus(reach), now));
                first = time;
            }
            last = time;
        }
        if (first != null && last != null) {
            regions.add(between(first, last.plus(reach), now));
        }
        return regions;
    }

    private static Region between(Instant first, Instant end, Instant now) {
        var from = first.minus(MICROSECOND);
        return end.isBefore(now) ? new Region(from, end) : new Region(from.isBefore(now) ? from : now, null);
    }

    /** True if the stretch from a moment to another, open where this is {@code null}, meets it. */
    public boolean meets(Instant begin, @Nullable Instant end) {
        return (to == null || !begin.isAfter(to)) && (end == null || !end.isBefore(from));
    }

    public boolean meets(Standing standing) {
        return meets(standing.crossedAt(), standing.stretch().to());
    }

    public boolean meets(Episode episode) {
        return meets(episode.crossedAt(), episode.end());
    }

    /** This and all that the investigation was about. */
    public Region with(Standing standing) {
        return with(standing.crossedAt(), standing.stretch().to());
    }

    /** This and all of the episode, as far as it goes by now. */
    public Region with(Episode episode, Instant now) {
        return with(episode.crossedAt(), episode.endedBy(now));
    }

    private Region with(Instant begin, @Nullable Instant end) {
        var earliest = begin.isBefore(from) ? begin : from;
        var latest = to == null || end == null ? null : end.isAfter(to) ? end : to;
        return new Region(earliest, latest);
    }
}
