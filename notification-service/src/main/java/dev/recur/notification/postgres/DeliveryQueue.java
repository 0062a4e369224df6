package dev.recur.notification.postgres;

import dev.recur.notification.channel.Content;
import dev.recur.notification.channel.FailureReason;
import dev.recur.notification.channel.Message;
import dev.recur.notification.delivery.Attempt;
import dev.recur.notification.delivery.ClaimedDelivery;
import dev.recur.notification.delivery.Ledger;
import dev.recur.notification.delivery.Settled;
import dev.recur.wire.investigation.InvestigationEventCodec;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The deliveries as a queue: claimed under a lease, written down, made due again. */
final class DeliveryQueue {

    /**
     * Receiver by receiver, as many as each has room for, so that ten thousand deliveries for one that hangs hide nothing
     * of another's. Receivers come in random order: with little room altogether none is always the last.
     */
    private static final String CLAIM = """
            with due as materialized (
              select d.delivery_id
              from (select name from receivers order by random()) r
              left join unnest($3::text[], $4::int[]) as busy(receiver, in_flight) on busy.receiver = r.name
              cross join lateral (
                select p.delivery_id from deliveries p
                where p.receiver = r.name and p.status = 'pending' and p.next_attempt_at <= $1
                  and (p.claimed_until is null or p.claimed_until <= $1)
                  and not exists (
                    select from deliveries earlier
                    where earlier.subscription_id = p.subscription_id and earlier.investigation_id = p.investigation_id
                      and earlier.status = 'pending' and earlier.sequence < p.sequence)
                order by p.next_attempt_at, p.sequence
                limit greatest(0, $5 - coalesce(busy.in_flight, 0))
                for update of p skip locked) d
              limit $6)
            update deliveries d set claimed_until = $2
            from due, events e
            where d.delivery_id = due.delivery_id and e.event_id = d.event_id
            returning d.delivery_id, d.receiver, d.attempts, d.failures_in_row, e.happened_at, e.value, d.subscription_id,
                      (select s.name from subscriptions s where s.id = d.subscription_id) as subscription_name""";

    private static final String INSERT_ATTEMPTS = """
            insert into attempts (delivery_id, number, attempted_at, latency_ms, status, reason, answer)
            select * from unnest($1::uuid[], $2::int[], $3::timestamptz[], $4::bigint[], $5::int[], $6::text[], $7::text[])
            on conflict (delivery_id, number) do nothing""";

    /** A delivery that is no longer pending was settled by somebody else whose attempt overlapped; that stands. */
    private static final String SETTLE = """
            update deliveries d
            set status = s.status, reason = s.reason, attempts = greatest(d.attempts, s.attempts),
                failures_in_row = d.failures_in_row + 1, next_attempt_at = s.next_attempt_at, claimed_until = null,
                finished_at = case when s.status = 'pending' then null else s.at end
            from unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::timestamptz[], $6::timestamptz[])
              as s(delivery_id, status, reason, attempts, next_attempt_at, at)
            where d.delivery_id = s.delivery_id and d.status = 'pending'""";

    private static final String REDELIVER = """
            update deliveries
            set status = 'pending', reason = null, failures_in_row = 0, next_attempt_at = $2, finished_at = null
            where delivery_id = $1 and exists (
              select from receivers r where r.name = deliveries.receiver for key share)""";

    private static final String BACKLOG =
            "select count(*) as pending, min(next_attempt_at) as oldest from deliveries where status = 'pending'";

    private final Pool pool;

    DeliveryQueue(Pool pool) {
        this.pool = pool;
    }

    Uni<List<ClaimedDelivery>> claim(Ledger.Claim claim) {
        var busy = List.copyOf(claim.inFlight().entrySet());
        var values = Tuple.tuple()
                .addValue(Columns.time(claim.now()))
                .addValue(Columns.time(claim.now().plus(claim.lease())))
                .addValue(Columns.of(busy, entry -> entry.getKey(), String[]::new))
                .addValue(Columns.of(busy, entry -> entry.getValue(), Integer[]::new))
                .addValue(claim.perReceiver())
                .addValue(claim.atMost());
        return pool.preparedQuery(CLAIM)
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(DeliveryQueue::claimed)
                        .toList());
    }

    private static ClaimedDelivery claimed(Row row) {
        var id = row.getUUID("delivery_id");
        var event = InvestigationEventCodec.decode(row.getBuffer("value").getBytes());
        return new ClaimedDelivery(
                id,
                row.getString("receiver"),
                new Message(id, Columns.time(row, "happened_at"), subscribed(row), new Content.Happened(event)),
                row.getInteger("attempts"),
                row.getInteger("failures_in_row"));
    }

    private static Message.@Nullable Subscribed subscribed(Row row) {
        var name = row.getString("subscription_name");
        return name == null ? null : new Message.Subscribed(row.getUUID("subscription_id"), name);
    }

    Uni<Void> settle(List<Settled> settled) {
        return pool.withTransaction(
                connection -> insertAttempts(connection, settled).chain(() -> update(connection, settled)));
    }

    private static Uni<Void> insertAttempts(SqlConnection connection, List<Settled> settled) {
        var made = settled.stream().filter(one -> one.attempt() != null).toList();
        var values = Tuple.tuple()
                .addValue(Columns.of(made, one -> one.delivery().deliveryId(), UUID[]::new))
                .addValue(column(made, Attempt::number, new Integer[made.size()]))
                .addValue(column(made, attempt -> Columns.time(attempt.at()), new OffsetDateTime[made.size()]))
                .addValue(column(made, attempt -> attempt.latency().toMillis(), new Long[made.size()]))
                .addValue(column(made, Attempt::status, new Integer[made.size()]))
                .addValue(column(made, attempt -> name(attempt.reason()), new String[made.size()]))
                .addValue(column(made, Attempt::answer, new String[made.size()]));
        return made.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(INSERT_ATTEMPTS).execute(values).replaceWithVoid();
    }

    private static <V> @Nullable V[] column(
            List<Settled> made, Function<Attempt, @Nullable V> value, @Nullable V[] column) {
        for (int i = 0; i < column.length; i++) {
            var attempt = made.get(i).attempt();
            column[i] = attempt == null ? null : value.apply(attempt);
        }
        return column;
    }

    private static Uni<Void> update(SqlConnection connection, List<Settled> settled) {
        var values = Tuple.tuple()
                .addValue(Columns.of(settled, one -> one.delivery().deliveryId(), UUID[]::new))
                .addValue(Columns.of(settled, one -> one.status().wireName(), String[]::new))
                .addValue(Columns.of(settled, one -> name(one.reason()), String[]::new))
                .addValue(Columns.of(settled, DeliveryQueue::attempts, Integer[]::new))
                .addValue(Columns.of(settled, one -> Columns.timeOrNull(one.nextAttemptAt()), OffsetDateTime[]::new))
                .addValue(Columns.of(settled, one -> Columns.time(one.at()), OffsetDateTime[]::new));
        return connection.preparedQuery(SETTLE).execute(values).replaceWithVoid();
    }

    private static int attempts(Settled settled) {
        var attempt = settled.attempt();
        return attempt == null ? settled.delivery().attempts() : attempt.number();
    }

    private static @Nullable String name(@Nullable FailureReason reason) {
        return reason == null ? null : reason.wireName();
    }

    Uni<Boolean> redeliver(UUID deliveryId, Instant now) {
        return pool.preparedQuery(REDELIVER)
                .execute(Tuple.of(deliveryId, Columns.time(now)))
                .map(rows -> rows.rowCount() > 0);
    }

    Uni<Ledger.Backlog> backlog() {
        return pool.query(BACKLOG).execute().map(rows -> {
            var row = rows.iterator().next();
            return new Ledger.Backlog(row.getLong("pending"), Columns.timeOrNull(row, "oldest"));
        });
    }
}
