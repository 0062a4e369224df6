package dev.recur.notification.postgres;

import dev.recur.notification.channel.FailureReason;
import dev.recur.notification.delivery.Attempt;
import dev.recur.notification.delivery.DeliveryKind;
import dev.recur.notification.delivery.Settled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes down what became of claimed deliveries. */
final class Settlement {

    /**
     * What is not pending any more, or has another lease, is somebody else's: their word stands. Each row is found by its
     * key, whatever the statistics of the table say, as in {@link Claims}; to ask for {@code status} would let the planner
     * read all of a partial index instead.
     */
    private static final String SETTLE = """
            with s as materialized (
              select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::int[], $6::float8[], $7::timestamptz[],
                                   $8::timestamptz[], $9::timestamptz[], $10::bigint[], $11::int[], $12::text[])
                as s(delivery_id, receiver, status, reason, attempts, wait, at, lease_end, attempted_at, latency_ms,
                     answer_status, answer)),
            attempted as (
              insert into attempts (delivery_id, number, attempted_at, latency_ms, status, reason, answer)
              select delivery_id, attempts, attempted_at, latency_ms, answer_status, reason, answer from s
              where attempted_at is not null
              on conflict (delivery_id, number) do nothing),
            recovered as (
              delete from failing_receivers f where f.receiver in (select receiver from s where status = 'delivered'))
            update deliveries d
            set status = s.status, reason = s.reason, attempts = greatest(d.attempts, s.attempts),
                failures_in_row = d.failures_in_row + 1, next_attempt_at = now() + make_interval(secs => s.wait + $13),
                claimed_until = null, finished_at = case when s.status = 'pending' then null else s.at end
            from s cross join lateral (
              select ctid as place from deliveries
              where delivery_id = s.delivery_id and next_attempt_at is not null and claimed_until = s.lease_end
              offset 0) ours
            where d.ctid = ours.place""";

    private final Pool pool;
    private final LedgerTime time;
    private final FailingReceivers failing;

    Settlement(Pool pool, LedgerTime time, @Nullable String fallback) {
        this.pool = pool;
        this.time = time;
        this.failing = new FailingReceivers(time, fallback);
    }

    Uni<Void> settle(List<Settled> settled) {
        var digests = settled.stream()
                .filter(one -> one.delivery().kind() == DeliveryKind.DIGEST)
                .map(one -> one.delivery().deliveryId())
                .toList();
        if (digests.isEmpty() && settled.stream().noneMatch(Settled::showsFailingReceiver)) {
            return pool.withConnection(connection -> write(connection, settled));
        }
        return pool.withTransaction(connection -> write(connection, settled)
                .chain(() -> Digests.follow(connection, digests))
                .chain(() -> failing.tell(connection, settled)));
    }

    private Uni<Void> write(SqlConnection connection, List<Settled> settled) {
        var values = Tuple.tuple()
                .addValue(Columns.of(settled, one -> one.delivery().deliveryId(), UUID[]::new))
                .addValue(Columns.of(settled, one -> one.delivery().receiver(), String[]::new))
                .addValue(Columns.of(settled, one -> one.status().wireName(), String[]::new))
                .addValue(Columns.of(settled, one -> name(one.reason()), String[]::new))
                .addValue(Columns.of(settled, Settlement::attempts, Integer[]::new))
                .addValue(Columns.of(settled, Settlement::nextIn, Double[]::new))
                .addValue(Columns.of(settled, one -> Columns.time(one.at()), OffsetDateTime[]::new))
                .addValue(Columns.of(settled, one -> Columns.time(one.delivery().leaseEnd()), OffsetDateTime[]::new))
                .addValue(column(settled, attempt -> Columns.time(attempt.at()), new OffsetDateTime[settled.size()]))
                .addValue(column(settled, attempt -> attempt.latency().toMillis(), new Long[settled.size()]))
                .addValue(column(settled, Attempt::status, new Integer[settled.size()]))
                .addValue(column(settled, Attempt::answer, new String[settled.size()]))
                .addValue(time.secondsAhead());
        return connection.preparedQuery(SETTLE).execute(values).replaceWithVoid();
    }

    /** Of what was not attempted, nothing. */
    private static <V> @Nullable V[] column(
            List<Settled> settled, Function<Attempt, @Nullable V> value, @Nullable V[] column) {
        for (int i = 0; i < column.length; i++) {
            var attempt = settled.get(i).attempt();
            column[i] = attempt == null ? null : value.apply(attempt);
        }
        return column;
    }

    private static int attempts(Settled settled) {
        var attempt = settled.attempt();
        return attempt == null ? settled.delivery().attempts() : attempt.number();
    }

    private static @Nullable Double nextIn(Settled settled) {
        var nextIn = settled.nextIn();
        return nextIn == null ? null : nextIn.toMillis() / 1000.0;
    }

    private static @Nullable String name(@Nullable FailureReason reason) {
        return reason == null ? null : reason.wireName();
    }
}
