package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.investigation.postgres.MarkRows.Marked;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which groups take long to judge, as this instance has seen: they are judged one at a time, and while reports arrive rest
 * between, so that neither small groups nor those who read wait for them. Not for several threads.
 */
final class LargeGroups {

    private static final long LONG_NANOS = Duration.ofMillis(50).toNanos();

    /** While reports arrive they rest so many times as long as one of them took. */
    private static final int RESTS = 4;

    /** In what took long together. */
    private final Set<Marked> suspects = new HashSet<>();

    private final Set<Marked> large = new HashSet<>();
    private long nextAtNanos;

    /**
     * None is known yet.
     *
     * @param nanos now
     */
    LargeGroups(long nanos) {
        this.nextAtNanos = nanos;
    }

    /** How many are judged alone. */
    int size() {
        return suspects.size() + large.size();
    }

    /** Whether the group may not be judged together with others. */
    boolean isApart(Marked group) {
        return suspects.contains(group) || large.contains(group);
    }

    /** Those that are to be judged alone: all of which that is not known to take long, and one of the others unless they rest. */
    List<Marked> next(List<Marked> waiting, long nanos) {
        Optional<Marked> first = nanos - nextAtNanos < 0
                ? Optional.empty()
                : waiting.stream().filter(large::contains).findFirst();
        return waiting.stream()
                .filter(group ->
                        suspects.contains(group) || first.filter(group::equals).isPresent())
                .toList();
    }

    /**
     * What was judged in one transaction, and how long it took.
     *
     * @param reportsArrive others need the database too
     * @param nanos now
     */
    void took(List<Marked> groups, long tookNanos, boolean reportsArrive, long nanos) {
        if (groups.size() > 1) {
            if (tookNanos > 2 * LONG_NANOS) {
                suspects.addAll(groups);
            }
            return;
        }
        groups.forEach(suspects::remove);
        if (tookNanos <= LONG_NANOS) {
            groups.forEach(large::remove);
            return;
        }
        large.addAll(groups);
        if (reportsArrive) {
            nextAtNanos = nanos + RESTS * tookNanos;
        }
    }
}
