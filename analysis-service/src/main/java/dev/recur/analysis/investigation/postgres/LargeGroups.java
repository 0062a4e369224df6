package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.investigation.postgres.MarkRows.Marked;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which groups take long to judge, as this instance has seen: they are judged one at a time, so that small groups do not
 * wait for them. Not for several threads.
 */
final class LargeGroups {

    /** More is too long for one transaction of the judge. */
    static final long LONG_NANOS = Duration.ofMillis(250).toNanos();

    /** In what took long together. */
    private final Set<Marked> suspects = new HashSet<>();

    private final Set<Marked> large = new HashSet<>();

    /** How many are judged alone. */
    int size() {
        return suspects.size() + large.size();
    }

    /** Whether the group may not be judged together with others. */
    boolean isApart(Marked group) {
        return suspects.contains(group) || large.contains(group);
    }

    /** Those that are to be judged alone: all of which that is not known to take long, and the first of the others. */
    List<Marked> next(List<Marked> waiting) {
        var first = waiting.stream().filter(large::contains).findFirst();
        return waiting.stream()
                .filter(group ->
                        suspects.contains(group) || first.filter(group::equals).isPresent())
                .toList();
    }

    /** What was judged in one transaction, and how long it took. */
    void took(List<Marked> groups, long nanos) {
        if (groups.size() > 1) {
            if (nanos > 2 * LONG_NANOS) {
                suspects.addAll(groups);
            }
            return;
        }
        groups.forEach(suspects::remove);
        if (nanos > LONG_NANOS) {
            large.addAll(groups);
        } else {
            groups.forEach(large::remove);
        }
    }
}
