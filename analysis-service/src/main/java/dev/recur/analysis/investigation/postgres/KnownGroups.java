package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.incident.Derivation;
import dev.recur.analysis.investigation.postgres.MarkRows.Changed;
import dev.recur.analysis.investigation.postgres.MarkRows.Marked;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Condition;
import dev.recur.analysis.rule.Counted;
import dev.recur.analysis.rule.CountedArrays;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.TimeSpans;
import dev.recur.analysis.rule.postgres.GroupIncidents;
import dev.recur.analysis.rule.postgres.GroupIncidents.Asked;
import dev.recur.wire.window.TimeSpan;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What this instance has read of groups, so that to judge one again it reads only what may have changed since: every change
 * is marked, and lies in the times that marks of the group name. Right only as long as nobody else
 * judges. For the judge's thread.
 */
@ApplicationScoped
class KnownGroups {

    /** A part of the memory that the service may have, by 26 bytes an incident. */
    private static final long MOST = Runtime.getRuntime().maxMemory() / 6 / 26;

    /** What a group costs besides, in incidents. */
    private static final int EACH = 10;

    private static final long UNUSED_NANOS = Duration.ofMinutes(10).toNanos();

    private final Map<Marked, Map<Place, Known>> known = new HashMap<>();
    private final Map<Marked, Map<Place, List<Counted>>> judged = new HashMap<>();
    private Map<Marked, Changed> changed = Map.of();
    private @Nullable Derivation derivation;
    private long size;
    private long tidiedAt = System.nanoTime();

    private record Place(int ruleVersion, TimeSpan between) {}

    private record Known(CountedArrays incidents, long usedAt) {
        int size() {
            return incidents.size() + EACH;
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
    List<List<Counted>> counted(Statements statements, Rule rule, List<Asked> asked) {
        if (rule.definition().comparesGroups() || rule.definition().condition() instanceof Condition.Sum) {
            return GroupIncidents.counted(statements, rule, asked);
        }
        var counted = new ArrayList<List<Counted>>();
        var unknown = new ArrayList<Asked>();
        var places = new ArrayList<Integer>();
        for (int i = 0; i < asked.size(); i++) {
            var one = asked.get(i);
            var group = new Marked(rule.id(), one.group().key());
            var before = known.getOrDefault(group, Map.of()).get(place(rule, one));
            var spans = TimeSpans.of(List.of(one.between()), 1);
            if (before == null) {
                counted.add(new ArrayList<>());
            } else {
                spans = changed.getOrDefault(group, Changed.NOTHING).spans().within(one.between());
                counted.add(before.incidents().without(spans));
            }
            for (var span : spans.all()) {
                unknown.add(new Asked(one.group(), span));
                places.add(i);
            }
        }
        if (!unknown.isEmpty()) {
            var read = GroupIncidents.counted(statements, rule, unknown);
            for (int i = 0; i < read.size(); i++) {
                counted.get(places.get(i)).addAll(read.get(i));
            }
        }
        for (int i = 0; i < asked.size(); i++) {
            judged.computeIfAbsent(new Marked(rule.id(), asked.get(i).group().key()), group -> new HashMap<>())
                    .put(place(rule, asked.get(i)), counted.get(i));
        }
        return counted;
    }

    /** The transaction is committed: what it has read is known from now on. */
    void keep() {
        changed.forEach((group, marks) -> {
            var places = known.computeIfAbsent(group, any -> new HashMap<>());
            // what has not been judged now has changed unseen
            places.entrySet().removeIf(place -> {
                var isGone = !marks.spans().within(place.getKey().between()).isEmpty();
                size -= isGone ? place.getValue().size() : 0;
                return isGone;
            });
            judged.getOrDefault(group, Map.of()).forEach((place, counted) -> keep(places, place, counted));
            if (places.isEmpty()) {
                known.remove(group);
            }
        });
        end();
    }

    private void keep(Map<Place, Known> places, Place place, List<Counted> counted) {
        var now = System.nanoTime();
        var next = new Known(CountedArrays.of(counted), now);
        if (size + next.size() > MOST && now - tidiedAt > UNUSED_NANOS) {
            tidiedAt = now;
            forget(now - UNUSED_NANOS);
        }
        if (size + next.size() <= MOST) {
            var before = places.put(place, next);
            size += next.size() - (before == null ? 0 : before.size());
        }
    }

    private void forget(long before) {
        size = 0;
        for (var places : known.values()) {
            places.values().removeIf(one -> one.usedAt() - before < 0);
            size += places.values().stream().mapToLong(Known::size).sum();
        }
    }

    /** Nobody knows whether the transaction is committed: its groups are read anew. */
    void drop() {
        changed.keySet().forEach(group -> {
            var places = known.remove(group);
            size -= places == null
                    ? 0
                    : places.values().stream().mapToLong(Known::size).sum();
        });
        end();
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

    private static Place place(Rule rule, Asked asked) {
        return new Place(rule.version(), asked.between());
    }
}
