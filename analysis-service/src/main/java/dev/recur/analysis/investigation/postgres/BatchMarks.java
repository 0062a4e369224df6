package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.investigation.ChangedGroups.Change;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * The marks of a batch, one row that is only added. The judge puts those of many batches together, one of each group and
 * stretch of time, so that a backlog of years does not leave millions of marks. Where it is not much it says what changed,
 * else between which times.
 */
final class BatchMarks {

    /** How many batches' marks are put together at once. */
    private static final int MOST = 200;

    private static final long MOST_SPANS = 256;

    private static final String ADD = "insert into batch_mark (rule_ids, group_keys, stretch_micros, stretches, firsts,"
            + " lasts) values ($1, $2, $3, $4, $5, $6)";

    private static final String SPREAD = """
            with taken as (
                delete from batch_mark where batch_mark_id in (
                    select batch_mark_id from batch_mark order by batch_mark_id limit $1 for update skip locked)
                returning rule_ids, group_keys, stretch_micros, stretches, firsts, lasts),
            few as (
                select u.rule_id, u.group_key, min(u.earliest) as earliest, max(u.latest) as latest,
                    count(*) > $2 as many, array_agg(u.earliest) as firsts, array_agg(u.latest) as lasts
                from taken cross join lateral unnest(rule_ids, group_keys, stretch_micros, stretches, firsts, lasts)
                    as u (rule_id, group_key, micros, stretch, earliest, latest)
                group by u.rule_id, u.group_key, u.micros, u.stretch)
            insert into judgement_mark (rule_id, group_key, time, firsts, lasts)
            select rule_id, group_key, earliest, case when many then array[earliest] else firsts end,
                case when many then array[latest] else lasts end
            from few
            """;

    private BatchMarks() {}

    static void add(Statements statements, List<Change> changes) {
        if (!changes.isEmpty()) {
            statements.run(
                    ADD,
                    changes.stream().map(Change::ruleId).toArray(UUID[]::new),
                    changes.stream().map(Change::groupKey).toArray(String[]::new),
                    changes.stream().map(Change::stretchMicros).toArray(Long[]::new),
                    changes.stream().map(Change::stretch).toArray(Long[]::new),
                    changes.stream().map(change -> Times.toSql(change.first())).toArray(OffsetDateTime[]::new),
                    changes.stream().map(change -> Times.toSql(change.last())).toArray(OffsetDateTime[]::new));
        }
    }

    /** Makes marks of groups of what batches have marked. A mark that is being judged is left alone: new ones are added. */
    static void spread(Statements statements) {
        statements.run(SPREAD, MOST, MOST_SPANS);
    }
}
