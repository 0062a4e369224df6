package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.incident.Incident;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Rule;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Marks of groups to judge: written in the transaction that gave reason to, taken by the judge. */
public final class MarkRows {

    private MarkRows() {}

    /** A group to judge; {@code groupKey} is {@code null} for all groups of the rule. */
    public record Marked(UUID ruleId, @Nullable String groupKey) {}

    private record Mark(UUID ruleId, String groupKey, Instant time) {}

    /** The groups that changes of incidents touch: those that they were in, and those that they are in now. */
    public static final class Marks {
        private final List<Rule> rules;
        private final List<Rule> kept;
        private final List<Mark> marks = new ArrayList<>();

        /**
         * No marks yet.
         *
         * @param kept earlier versions of the rules, by which what they opened is still judged
         */
        public Marks(List<Rule> rules, List<Rule> kept) {
            this.rules = rules;
            this.kept = kept;
        }

        public void add(@Nullable Incident before, Incident now) {
            if (before != null) {
                add(before);
            }
            add(now);
        }

        /** Marks the groups that an incident is in. */
        public void add(Incident incident) {
            var time = incident.time();
            rules.forEach(rule -> add(rule, incident, time));
            kept.forEach(rule -> {
                add(rule, incident, time);
                // The judge reaches as far as the current version merges, which may be less.
                add(rule, incident, time.plus(rule.definition().mergeWithin()));
            });
        }

        private void add(Rule rule, Incident incident, Instant time) {
            rule.groupsOf(incident).forEach(group -> marks.add(new Mark(rule.id(), group.key(), time)));
        }
    }

    public static void add(Statements statements, Marks marks) {
        var distinct = marks.marks.stream().distinct().toList();
        if (!distinct.isEmpty()) {
            statements.run(
                    "insert into judgement_mark (rule_id, group_key, time)"
                            + " select * from unnest($1::uuid[], $2::text[], $3::timestamptz[])",
                    distinct.stream().map(Mark::ruleId).toArray(UUID[]::new),
                    distinct.stream().map(Mark::groupKey).toArray(String[]::new),
                    distinct.stream().map(mark -> Times.toSql(mark.time())).toArray(OffsetDateTime[]::new));
        }
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

    /** Deletes the marks of a group and returns the times that they name. What is read after this is what counts. */
    public static SortedSet<Instant> take(Statements statements, UUID ruleId, String groupKey) {
        var times = new TreeSet<Instant>();
        for (Row row : statements.run(
                "delete from judgement_mark where rule_id = $1 and group_key = $2 returning time", ruleId, groupKey)) {
            times.add(Times.get(row, "time"));
        }
        return times;
    }

    /** Deletes the marks of a whole rule; true if there were any. */
    public static boolean takeWholeRule(Statements statements, UUID ruleId) {
        return statements
                        .run("delete from judgement_mark where rule_id = $1 and group_key is null", ruleId)
                        .rowCount()
                > 0;
    }
}
