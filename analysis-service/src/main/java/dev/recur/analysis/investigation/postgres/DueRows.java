package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** When time alone will change what a group does: a silence begins, an episode ends. */
final class DueRows {

    private static final String MARK = """
            with due as (
                delete from judgement_due where (rule_id, group_key) in (
                    select rule_id, group_key from judgement_due where due_at <= $1 order by due_at
                    limit 1000 for update skip locked)
                returning rule_id, group_key, due_at)
            insert into judgement_mark (rule_id, group_key, time) select rule_id, group_key, due_at from due
            """;

    private DueRows() {}

    /** Sets when a group is to be judged again, or that it need not be; whoever asks has the group's lock. */
    static void set(Statements statements, UUID ruleId, String groupKey, Optional<Instant> due) {
        if (due.isEmpty()) {
            statements.run("delete from judgement_due where rule_id = $1 and group_key = $2", ruleId, groupKey);
        } else {
            statements.run(
                    "insert into judgement_due (rule_id, group_key, due_at) values ($1, $2, $3)"
                            + " on conflict (rule_id, group_key) do update set due_at = excluded.due_at",
                    ruleId,
                    groupKey,
                    Times.toSql(due.get()));
        }
    }

    /** Marks the groups whose time has come. */
    static void mark(Statements statements, Instant now) {
        statements.run(MARK, Times.toSql(now));
    }
}
