package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.investigation.ChangedGroups.Change;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The marks of a batch, one row that is only added. The judge puts those of many batches together, one of each group, version
 * and stretch of time, so that a backlog of years does not leave millions of marks. Where it is not much it says what became of
 * which incident, else between which times something changed.
 */
final class BatchMarks {

    /** How many batches' marks are put together at once. */
    private static final int MOST = 200;

    private static final long MOST_NAMED = 5000;

    private static final String COLUMNS =
            "rule_ids, versions, group_keys, stretch_micros, stretches, firsts, lasts, incident_ids, states";

    private static final String ADD = "insert into batch_mark (derivation, " + COLUMNS
            + ") values ((select version from derivation), $1, $2, $3, $4, $5, $6, $7, $8, $9)";

    private static final String SPREAD = """
            with taken as (
                delete from batch_mark where batch_mark_id in (
                    select batch_mark_id from batch_mark order by batch_mark_id limit $1 for update skip locked)
                returning batch_mark_id, derivation, %1$s),
            together as (
                select u.rule_id, u.version, t.derivation, u.group_key, min(u.earliest) as earliest,
                    max(u.latest) as latest, count(*) <= $2 as few,
                    count(*) <= $2 and count(*) = count(u.incident_id) as named,
                    array_agg(u.earliest) as firsts, array_agg(u.latest) as lasts,
                    array_agg(t.batch_mark_id) as batches, array_agg(u.incident_id) as incident_ids,
                    array_agg(u.state) as states
                from taken t cross join lateral unnest(%1$s)
                    as u (rule_id, version, group_key, micros, stretch, earliest, latest, incident_id, state)
                group by u.rule_id, u.version, t.derivation, u.group_key, u.micros, u.stretch),
            added as (insert into judgement_mark (rule_id, version, derivation, group_key, time, firsts, lasts, batches,
                incident_ids, states)
            select rule_id, case when named then version end, derivation, group_key, earliest,
                case when few then firsts else array[earliest] end, case when few then lasts else array[latest] end,
                case when named then batches end, case when named then incident_ids end, case when named then states end
            from together)
            select count(*) from taken
            """.formatted(COLUMNS);

    private BatchMarks() {}

    static void add(Statements statements, List<Change> changes) {
        if (!changes.isEmpty()) {
            statements.run(
                    ADD,
                    column(changes, UUID[]::new, change -> change.rule().id()),
                    column(changes, Integer[]::new, change -> change.rule().version()),
                    column(changes, String[]::new, change -> change.group().of()),
                    column(changes, Long[]::new, change -> change.group().micros()),
                    column(changes, Long[]::new, change -> change.group().number()),
                    column(
                            changes,
                            OffsetDateTime[]::new,
                            change -> Times.toSql(change.group().first())),
                    column(
                            changes,
                            OffsetDateTime[]::new,
                            change -> Times.toSql(change.group().last())),
                    column(changes, UUID[]::new, change -> change.group().incidentId()),
                    column(changes, Short[]::new, BatchMarks::state));
        }
    }

    private static <T> T[] column(
            List<Change> changes, IntFunction<T[]> array, Function<Change, ? extends @Nullable Object> value) {
        return changes.stream().map(value).toArray(array);
    }

    private static @Nullable Short state(Change change) {
        var now = change.group().now();
        return now == null ? null : (short) now.state();
    }

    /**
     * Makes marks of groups of what batches have marked. A mark that is being judged is left alone: new ones are added.
     *
     * @return whether there may be more
     */
    static boolean spread(Statements statements) {
        return statements.run(SPREAD, MOST, MOST_NAMED).iterator().next().getLong(0) == MOST;
    }
}
