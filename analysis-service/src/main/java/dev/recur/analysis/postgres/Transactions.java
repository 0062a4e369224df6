package dev.recur.analysis.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Cursor;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * READ COMMITTED transactions for work that has a thread of its own and does one statement after the other. Not for
 * event loops: whoever gets an answer waits.
 */
@ApplicationScoped
public class Transactions {

    /** Longer than any statement takes: past it the database is away, and whoever asked tries again later. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int PORTION = 10_000;

    private static final Logger LOG = Logger.getLogger(Transactions.class);

    private final Pool pool;

    Transactions(Pool pool) {
        this.pool = pool;
    }

    /**
     * Commits what the work did, or nothing of it when it throws.
     *
     * @throws DatabaseAway when the database does not answer; what was to be committed may be
     */
    public <T> T run(Function<Statements, T> work) {
        try {
            return runOnce(work);
        } catch (RuntimeException e) {
            throw DatabaseAway.of(e);
        }
    }

    private <T> T runOnce(Function<Statements, T> work) {
        var connection = pool.getConnection().await().atMost(PATIENCE);
        try {
            var transaction = connection.begin().await().atMost(PATIENCE);
            try {
                var result = work.apply(new Statements(connection));
                transaction.commit().await().atMost(PATIENCE);
                return result;
            } catch (RuntimeException e) {
                rollBack(transaction);
                throw e;
            }
        } finally {
            connection.closeAndForget();
        }
    }

    /**
     * Reads from one snapshot, and writes nothing. Only answers are waited for, as each wait costs a reader most where the
     * processor is busy: the first question does not wait for the beginning, and nobody for the end.
     *
     * @throws DatabaseAway when the database does not answer
     */
    public <T> T read(Function<Statements, T> work) {
        try {
            var connection = pool.getConnection().await().atMost(PATIENCE);
            try {
                send(connection, "begin isolation level repeatable read, read only")
                        .subscribe()
                        .with(done -> {}, Transactions::failed);
                return work.apply(new Statements(connection));
            } finally {
                // nobody gets the connection before it has ended, or while it goes on with what was asked
                send(connection, "rollback")
                        .eventually(connection::close)
                        .subscribe()
                        .with(done -> {}, Transactions::failed);
            }
        } catch (RuntimeException e) {
            throw DatabaseAway.of(e);
        }
    }

    private static Uni<RowSet<Row>> send(SqlConnection connection, String sql) {
        return connection.query(sql).execute();
    }

    /** Whoever waits for this answer learns of it, or for a later one that it made fail. */
    private static void failed(Throwable failure) {
        LOG.debugf("a statement failed: %s", failure.getMessage());
    }

    private static void rollBack(Transaction transaction) {
        transaction
                .rollback()
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("not rolled back by us: %s", failure.getMessage()));
    }

    /** Statements of one transaction. */
    public static final class Statements {
        private final SqlConnection connection;

        Statements(SqlConnection connection) {
            this.connection = connection;
        }

        /** Runs one statement and waits for its rows. */
        public RowSet<Row> run(String sql, @Nullable Object... parameters) {
            return ask(sql, parameters).get();
        }

        /**
         * Sends one statement, as everything does that is named so; whoever gets its rows waits for them. What does not need
         * each other's answers is asked first and waited for then, all in the time of one. All are run in the order in which
         * they were asked, and if one fails there those after it do, and the end.
         */
        public Supplier<RowSet<Row>> ask(String sql, @Nullable Object... parameters) {
            var answer = connection
                    .preparedQuery(sql)
                    .execute(Tuple.from(Arrays.asList(parameters)))
                    .onFailure()
                    .invoke(Transactions::failed)
                    .subscribeAsCompletionStage();
            return () -> Uni.createFrom().completionStage(answer).await().atMost(PATIENCE);
        }

        /** From here on each statement is planned for its parameters, and none by a plan that is meant for any. */
        public void planEachTime() {
            ask("set local plan_cache_mode = force_custom_plan");
        }

        /** Runs one statement for each of these parameters, none waiting for the one before. */
        public void runAll(String sql, List<? extends @Nullable Object[]> parameters) {
            askAll(sql, parameters).run();
        }

        /** The same, without waiting; whoever runs what it returns waits until it is done. */
        public Runnable askAll(String sql, List<? extends @Nullable Object[]> parameters) {
            if (parameters.isEmpty()) {
                return () -> {};
            }
            var answer = connection
                    .preparedQuery(sql)
                    .executeBatch(parameters.stream()
                            .map(each -> Tuple.from(Arrays.asList(each)))
                            .toList())
                    .subscribeAsCompletionStage();
            return () -> Uni.createFrom().completionStage(answer).await().atMost(PATIENCE);
        }

        /** Runs one query and hands its rows over portion by portion: they need not all fit into memory. */
        public void forEach(String sql, Consumer<Row> each, @Nullable Object... parameters) {
            // A plan for any parameters would look up one by one what is read whole.
            planEachTime();
            var prepared = connection.prepare(sql).await().atMost(PATIENCE);
            var cursor = prepared.cursor(Tuple.from(Arrays.asList(parameters)));
            var portion = read(cursor).await().atMost(PATIENCE);
            while (cursor.hasMore()) {
                // The database goes on while this one is looked at.
                var next = read(cursor);
                portion.forEach(each);
                portion = next.await().atMost(PATIENCE);
            }
            portion.forEach(each);
            cursor.closeAndForget();
        }

        private static Uni<RowSet<Row>> read(Cursor cursor) {
            return Uni.createFrom().completionStage(cursor.read(PORTION).subscribeAsCompletionStage());
        }
    }
}
