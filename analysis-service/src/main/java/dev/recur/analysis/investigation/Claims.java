package dev.recur.analysis.investigation;

import dev.recur.analysis.rule.Episode;
import dev.recur.wire.investigation.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which investigation is about which episode, after corrections have moved, merged or split them: standing ones, oldest
 * first, claim the unclaimed episode that overlaps them most, of equals the earlier. Withdrawn ones come back for what
 * is then left.
 *
 * @param claimed by the id of the investigation
 * @param unclaimed what is left to open
 */
public record Claims(Map<UUID, Episode> claimed, List<Episode> unclaimed) {

    private static final Comparator<Standing> OLDEST_FIRST = Comparator.comparing(
                    (Standing standing) -> standing.status() == Status.WITHDRAWN)
            .thenComparing(Standing::openedAt)
            .thenComparing(standing -> standing.id().toString());

    public static Claims of(Collection<Standing> standing, Collection<Episode> episodes, Instant now) {
        var claimed = new HashMap<UUID, Episode>();
        var unclaimed = new ArrayList<>(episodes.stream()
                .sorted(Comparator.comparing(Episode::crossedAt))
                .toList());
        standing.stream()
                .sorted(OLDEST_FIRST)
                .forEach(one -> most(one, unclaimed, now).ifPresent(episode -> {
                    claimed.put(one.id(), episode);
                    unclaimed.remove(episode);
                }));
        return new Claims(claimed, unclaimed);
    }

    /** Which of the others an investigation without an episode has gone into, if any. */
    public Optional<UUID> mergedInto(Standing without, Instant now) {
        return most(without, List.copyOf(claimed.values()), now)
                .flatMap(episode -> claimed.entrySet().stream()
                        .filter(claim -> claim.getValue().equals(episode))
                        .map(Map.Entry::getKey)
                        .findFirst());
    }

    private static Optional<Episode> most(Standing standing, List<Episode> episodes, Instant now) {
        Episode most = null;
        var longest = Duration.ZERO;
        for (var episode : episodes) {
            var overlap = overlap(standing, episode, now);
            if (overlap.compareTo(longest) > 0
                    || (most != null
                            && overlap.equals(longest)
                            && episode.crossedAt().isBefore(most.crossedAt()))) {
                most = episode;
                longest = overlap;
            }
        }
        return Optional.ofNullable(most);
    }

    private static Duration overlap(Standing standing, Episode episode, Instant now) {
        var from = later(standing.crossedAt(), episode.crossedAt());
        var to = earlier(end(standing.stretch().to(), now), end(episode.end(), now));
        return from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
    }

    /** What runs lasts at least until after now. */
    private static Instant end(@Nullable Instant end, Instant now) {
        return end == null || end.isAfter(now) ? now.plusNanos(1000) : end;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
