package dev.recur.analysis.rule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The episodes of a group from a moment on, foreseen ones too: those that time alone will bring if nothing more happens.
 *
 * @param isCut true if the first may have begun before the moment: more has to be known to tell
 * @param levels when one that runs will be worth telling again although nothing happens
 */
public record Episodes(List<Episode> all, boolean isCut, List<Instant> levels) {

    /** Those that have begun. */
    public List<Episode> begunBy(Instant now) {
        return all.stream().filter(episode -> !episode.crossedAt().isAfter(now)).toList();
    }

    /** When time alone begins or ends one next. */
    public Optional<Instant> nextChange(Instant now) {
        var moments = all.stream().flatMap(episode -> {
            var end = episode.end();
            return end == null ? Stream.of(episode.crossedAt()) : Stream.of(episode.crossedAt(), end);
        });
        return Stream.concat(moments, levels.stream())
                .filter(moment -> moment.isAfter(now))
                .min(Instant::compareTo);
    }
}
