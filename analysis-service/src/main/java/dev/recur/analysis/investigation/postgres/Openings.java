package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.investigation.Telling;
import dev.recur.analysis.postgres.Locks;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import java.time.Instant;
import java.util.UUID;

/** How many investigations a rule has opened lately. */
final class Openings {

    private Openings() {}

    /**
     * How one more opening is told. Openings of one rule are counted one after the other, whoever judges
     * them, so that exactly one is the notice.
     */
    static Telling telling(Statements statements, UUID ruleId, int most, Instant now) {
        Locks.openings(statements, ruleId);
        var openings = statements
                        .run(
                                "select count(*) from investigation where rule_id = $1 and opened_at > $2",
                                ruleId,
                                Times.toSql(now.minus(Telling.PERIOD)))
                        .iterator()
                        .next()
                        .getLong(0)
                + 1;
        if (openings <= most) {
            return Telling.BY_ITSELF;
        }
        var rows = statements
                .run("select told_at from opening_notice where rule_id = $1", ruleId)
                .iterator();
        var telling = Telling.of(openings, most, rows.hasNext() ? Times.get(rows.next(), "told_at") : null, now);
        if (telling == Telling.AS_NOTICE) {
            statements.run(
                    "insert into opening_notice (rule_id, told_at) values ($1, $2)"
                            + " on conflict (rule_id) do update set told_at = excluded.told_at",
                    ruleId,
                    Times.toSql(now));
        }
        return telling;
    }
}
