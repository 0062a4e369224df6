package dev.recur.analysis.investigation.postgres;

import static java.util.stream.Collectors.toMap;

import dev.recur.analysis.incident.Incident;
import dev.recur.analysis.investigation.ChangedGroups;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Condition;
import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.postgres.RuleRows;
import dev.recur.wire.marker.Marker;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Marks of groups to judge: written in the transaction that gave reason to, taken by the judge. */
public final class MarkRows {

    /** By their places, which the index tells: whatever the statistics say, the table is not read for them. */
    private static final String TAKE = """
            delete from judgement_mark where ctid = any (array(
                select m.place from unnest($1::uuid[], $2::text[]) as g (rule_id, group_key) cross join lateral (
                    select ctid as place from judgement_mark
                    where rule_id = g.rule_id and group_key = g.group_key offset 0) as m))
            returning rule_id, group_key, %s""".formatted(Changed.COLUMNS);

    private static final Duration SHORTER_THAN_A_WINDOW = Duration.ofDays(6);

    private MarkRows() {}

    /** A group to judge; {@code groupKey} is {@code null} for all groups of the rule. */
    public record Marked(UUID ruleId, @Nullable String groupKey) {}

    /** A group, or {@code null} for all, in which something changed at a time. */
    record Mark(UUID ruleId, @Nullable String groupKey, Instant time) {

        static Mark of(Rule rule, Group group, Instant time) {
            return new Mark(rule.id(), group.key(), time);
        }
    }

    /** The groups that changes of incidents touch: those that they were in, and those that they are in now. */
    public static final class Marks {
        private final ChangedGroups changed;

        /**
         * No marks yet.
         *
         * @param rules as they are
         * @param kept earlier versions of them, by which what they opened is still judged
         */
        public Marks(List<Rule> rules, List<Rule> kept) {
            this.changed = new ChangedGroups(
                    Stream.concat(rules.stream(), kept.stream()).toList());
        }

        public void add(@Nullable Incident before, Incident now) {
            if (before != null) {
                addFormer(before);
            }
            changed.add(now);
        }

        /** Marks the groups that an incident was in; where it is compared with other groups, all of them. */
        public void addFormer(Incident incident) {
            changed.addFormer(incident);
        }
    }

    /** Adds the marks of a batch as one row, of which the judge makes marks of groups. */
    public static void add(Statements statements, Marks marks) {
        BatchMarks.add(statements, marks.changed.changes());
    }

    static void add(Statements statements, Collection<Mark> marks) {
        if (!marks.isEmpty()) {
            statements.run(
                    "insert into judgement_mark (rule_id, group_key, time)"
                            + " select * from unnest($1::uuid[], $2::text[], $3::timestamptz[])",
                    marks.stream().map(Mark::ruleId).toArray(UUID[]::new),
                    marks.stream().map(Mark::groupKey).toArray(String[]::new),
                    marks.stream().map(mark -> Times.toSql(mark.time())).toArray(OffsetDateTime[]::new));
        }
    }

    /**
     * Marks what markers touch that were recorded, or are no more what they were: the groups of every rule that looks for
     * incidents after markers of their type.
     */
    public static void addMarkers(Statements statements, Collection<Marker> markers) {
        var rules = Stream.concat(RuleRows.enabled(statements).stream(), RuleRows.kept(statements).stream())
                .toList();
        var marks = new LinkedHashSet<Mark>();
        for (var rule : rules) {
            if (rule.definition().condition() instanceof Condition.AfterMarker after) {
                for (var marker : markers) {
                    if (marker.type().equals(after.marker())) {
                        times(marker, after).forEach(time -> marks.add(new Mark(rule.id(), null, time)));
                    }
                }
            }
        }
        add(statements, marks);
    }

    /** Close enough to each other that every window that begins meanwhile is met. */
    private static List<Instant> times(Marker marker, Condition.AfterMarker after) {
        var end = marker.startsAt().plus(after.within());
        var times = new ArrayList<Instant>();
        for (var time = marker.startsAt(); time.isBefore(end); time = time.plus(SHORTER_THAN_A_WINDOW)) {
            times.add(time);
        }
        times.add(end);
        return times;
    }

    /** Groups that wait for a judge, the longest waiting first. */
    public static List<Marked> waiting(Statements statements, int most) {
        var waiting = new ArrayList<Marked>();
        for (Row row : statements.run(
                "select rule_id, group_key from judgement_mark group by rule_id, group_key order by min(mark_id) limit $1",
                most)) {
            waiting.add(new Marked(row.getUUID(0), row.getString(1)));
        }
        return waiting;
    }

    /**
     * Deletes the marks of groups and returns what they say. What is committed after this has
     * marks of its own.
     */
    static Supplier<Map<Marked, Changed>> askToTake(Statements statements, List<Marked> groups) {
        var rows = statements.ask(
                TAKE,
                groups.stream().map(Marked::ruleId).toArray(UUID[]::new),
                groups.stream().map(Marked::groupKey).toArray(String[]::new));
        return () -> changed(rows.get());
    }

    private static Map<Marked, Changed> changed(Iterable<Row> rows) {
        var marks = new HashMap<Marked, List<Changed.Mark>>();
        for (Row row : rows) {
            marks.computeIfAbsent(new Marked(row.getUUID(0), row.getString(1)), group -> new ArrayList<>())
                    .add(Changed.mark(row));
        }
        return marks.entrySet().stream().collect(toMap(Map.Entry::getKey, entry -> new Changed(entry.getValue())));
    }

    /** Marks of a whole rule: that it changed, and times at which something changed for all its groups. */
    record Taken(boolean isChanged, SortedSet<Instant> times) {}

    /** Deletes the marks of a whole rule. */
    static Taken takeWholeRule(Statements statements, UUID ruleId) {
        var isChanged = false;
        var times = new TreeSet<Instant>();
        for (Row row : statements.run(
                "delete from judgement_mark where rule_id = $1 and group_key is null returning " + Changed.COLUMNS,
                ruleId)) {
            if (row.getOffsetDateTime("time") == null) {
                isChanged = true;
            } else {
                times.addAll(new Changed(List.of(Changed.mark(row))).times());
            }
        }
        return new Taken(isChanged, times);
    }
}
