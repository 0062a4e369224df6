package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.incident.Derivation;
import dev.recur.analysis.investigation.postgres.MarkRows.Marked;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Counted;
import dev.recur.analysis.rule.CountedChanges;
import dev.recur.analysis.rule.CountedIncidents;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.TimeSpans;
import dev.recur.analysis.rule.postgres.GroupIncidents;
import dev.recur.analysis.rule.postgres.GroupIncidents.Asked;
import dev.recur.wire.window.TimeSpan;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What this instance has read of groups, so that to judge one again it reads nothing, or only what may have changed since:
 * every change is marked, and marks of the group tell what became of which incident, or when something changed. Right only as
 * long as nobody else judges, and what is told is no older than what was read. For the judge's thread.
 */
@ApplicationScoped
class KnownGroups {

    /** A part of the memory that the service may have, by 25 bytes an incident. */
    private static final long MOST = Runtime.getRuntime().maxMemory() / 6 / 25;

    /** What a group costs besides, in incidents. */
    private static final int EACH = 10;

    private static final long UNUSED_NANOS = Duration.ofMinutes(10).toNanos();

    private final Map<Marked, Map<Place, Known>> known = new HashMap<>();
    private final Map<Marked, Map<Place, CountedIncidents>> judged = new HashMap<>();
    private Map<Marked, Changed> changed = Map.of();
    private @Nullable Derivation derivation;
    private long size;
    private long tidiedAt = System.nanoTime();

    private record Place(int ruleVersion, TimeSpan between) {}

    private record Known(CountedIncidents incidents, long usedAt) {
        int size() {
            return incidents.size() + EACH;
        }
    }

    /** What was known before, what has changed since, and the times in which that has to be read. */
    private record Patch(CountedIncidents before, CountedChanges changes, TimeSpans unread) {
        CountedIncidents after() {
            return before.with(changes);
        }
    }

    /**
     * A transaction has taken these marks, and judges their groups.
     *
     * @param now by what incidents are derived and rules' values are resolved; by another whatever was known may be wrong
     */
    void begin(Map<Marked, Changed> marks, Derivation now) {
        if (derivation != now) {
            derivation = now;
            forget();
        }
        changed = marks;
        judged.clear();
    }

    /** What a condition counts of groups of a rule, in their order: what is known of them, and read where it may have changed. */
    List<? extends Collection<Counted>> counted(Statements statements, Rule rule, List<Asked> asked) {
        if (!CountedChanges.canTell(rule.definition())) {
            return GroupIncidents.counted(statements, rule, asked);
        }
        var patches = asked.stream().map(one -> patch(rule, one)).toList();
        var reads = new ArrayList<Asked>();
        var reading = new ArrayList<Patch>();
        for (int i = 0; i < patches.size(); i++) {
            for (var span : patches.get(i).unread().all()) {
                reads.add(new Asked(asked.get(i).group(), span));
                reading.add(patches.get(i));
            }
        }
        if (!reads.isEmpty()) {
            var read = GroupIncidents.counted(statements, rule, reads);
            for (int i = 0; i < read.size(); i++) {
                read.get(i).forEach(reading.get(i).changes()::add);
            }
        }
        var counted = new ArrayList<CountedIncidents>();
        for (int i = 0; i < patches.size(); i++) {
            counted.add(patches.get(i).after());
            judged.computeIfAbsent(marked(rule, asked.get(i)), any -> new HashMap<>())
                    .put(place(rule, asked.get(i)), counted.getLast());
        }
        return counted;
    }

    private static Marked marked(Rule rule, Asked asked) {
        return new Marked(rule.id(), asked.group().key());
    }

    private static Place place(Rule rule, Asked asked) {
        return new Place(rule.version(), asked.between());
    }

    private Patch patch(Rule rule, Asked asked) {
        var group = marked(rule, asked);
        var before = known.getOrDefault(group, Map.of()).get(place(rule, asked));
        return before == null
                ? patch(CountedIncidents.NONE, TimeSpans.of(List.of(asked.between()), 1), List.of())
                : patch(rule, asked, before.incidents(), changed.getOrDefault(group, Changed.NOTHING));
    }

    private static Patch patch(Rule rule, Asked asked, CountedIncidents before, Changed since) {
        var untold = since.untold(asked.between());
        // at once where nothing leads to single times
        var unread = GroupIncidents.isByTag(asked.group()) ? untold : TimeSpans.of(untold.all(), 1);
        return patch(before, unread, since.told(rule.version(), asked.between()));
    }

    /** What is read is later than what was told. */
    private static Patch patch(CountedIncidents before, TimeSpans unread, Collection<Changed.Told> told) {
        var changes = new CountedChanges(
                unread, told.stream().map(Changed.Told::place).toList());
        for (var incident : told) {
            if (incident.now() != null && !unread.contains(incident.place().time())) {
                changes.add(incident.now());
            }
        }
        return new Patch(before, changes, unread);
    }

    /** The transaction is committed: what it has read is known from now on. */
    void keep() {
        changed.forEach((group, marks) -> {
            var now = judged.getOrDefault(group, Map.of());
            var places = known.computeIfAbsent(group, any -> new HashMap<>());
            // what has changed and has not been judged now has changed unseen
            List.copyOf(places.keySet()).stream()
                    .filter(place -> now.containsKey(place) || marks.isIn(place.between()))
                    .forEach(place ->
                            size -= Objects.requireNonNull(places.remove(place)).size());
            now.forEach((place, incidents) -> keep(places, place, incidents));
            if (places.isEmpty()) {
                known.remove(group);
            }
        });
        end();
    }

    private void keep(Map<Place, Known> places, Place place, CountedIncidents incidents) {
        var now = System.nanoTime();
        var next = new Known(incidents, now);
        if (size + next.size() > MOST && now - tidiedAt > UNUSED_NANOS) {
            tidiedAt = now;
            forget(now - UNUSED_NANOS);
        }
        if (size + next.size() <= MOST) {
            places.put(place, next);
            size += next.size();
        }
    }

    private void forget(long before) {
        size = 0;
        for (var places : known.values()) {
            places.values().removeIf(one -> one.usedAt() - before < 0);
            size += size(places);
        }
    }

    /** Nobody knows whether the transaction is committed: its groups are read anew. */
    void drop() {
        changed.keySet().forEach(group -> {
            var places = known.remove(group);
            size -= places == null ? 0 : size(places);
        });
        end();
    }

    /** The rule was switched off, perhaps: what changed meanwhile marked nothing. */
    void forget(UUID ruleId) {
        known.entrySet().removeIf(group -> {
            var isOfRule = group.getKey().ruleId().equals(ruleId);
            size -= isOfRule ? size(group.getValue()) : 0;
            return isOfRule;
        });
    }

    private static long size(Map<Place, Known> places) {
        return places.values().stream().mapToLong(Known::size).sum();
    }

    /** Everything is read anew. */
    void forget() {
        known.clear();
        size = 0;
    }

    private void end() {
        changed = Map.of();
        judged.clear();
    }
}
