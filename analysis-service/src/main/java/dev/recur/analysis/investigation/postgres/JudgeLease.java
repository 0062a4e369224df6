package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.wire.report.Identity;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Iterator;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Lets one instance at a time judge: the one that does renews its lease with each judging, and another takes over within
 * seconds when it ends or dies. For the judge's thread.
 */
@ApplicationScoped
class JudgeLease {

    private static final Logger LOG = Logger.getLogger(JudgeLease.class);

    /** As long as Kafka waits for a member of a group that died without a word. */
    private static final String HOLD = """
            update judge_lease set judge = $1, turn = turn + 1, until = clock_timestamp() + interval '10 seconds'
            where judge is null or judge = $1 or until < clock_timestamp()
            returning turn""";

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Pool pool;
    private final UUID judge = Identity.random();
    private boolean isHeld;
    private long turn = -1;

    JudgeLease(Pool pool) {
        this.pool = pool;
    }

    /** Who judges, and whether anybody else has since the last time that this instance asked. */
    enum Hold {
        ANOTHER_JUDGES,
        AFTER_OTHERS,
        STILL
    }

    /** Takes or renews the lease: nobody else judges until the transaction ends. */
    Supplier<Hold> ask(Statements statements) {
        var rows = statements.ask(HOLD, judge);
        return () -> hold(rows.get().iterator());
    }

    private Hold hold(Iterator<Row> rows) {
        if (!rows.hasNext()) {
            isHeld = false;
            return Hold.ANOTHER_JUDGES;
        }
        if (!isHeld) {
            isHeld = true;
            LOG.info("this instance judges now");
        }
        var expected = turn + 1;
        turn = rows.next().getLong("turn");
        return turn == expected ? Hold.STILL : Hold.AFTER_OTHERS;
    }

    /** Lets another instance go on at once, if the database answers; else when the lease ends. */
    void giveUp() {
        try {
            pool.preparedQuery("update judge_lease set judge = null where judge = $1")
                    .execute(Tuple.of(judge))
                    .await()
                    .atMost(PATIENCE);
        } catch (RuntimeException e) {
            LOG.debugf("the lease is not given up: %s", e);
        }
    }
}
