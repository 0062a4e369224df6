package dev.recur.notification.postgres;

import dev.recur.notification.channel.Content;
import dev.recur.notification.channel.FailureReason;
import dev.recur.notification.delivery.Attempt;
import dev.recur.notification.delivery.DeliveryKind;
import dev.recur.notification.delivery.DeliveryStatus;
import dev.recur.notification.delivery.Settled;
import dev.recur.wire.report.Identity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes down what became of claimed deliveries. */
final class Settlement {

    private static final Logger LOG = Logger.getLogger(Settlement.class);

    private static final String INSERT_ATTEMPTS = """
            insert into attempts (delivery_id, number, attempted_at, latency_ms, status, reason, answer)
            select * from unnest($1::uuid[], $2::int[], $3::timestamptz[], $4::bigint[], $5::int[], $6::text[], $7::text[])
            on conflict (delivery_id, number) do nothing""";

    /** What is not pending any more, or has another lease, is somebody else's: their word stands. */
    private static final String SETTLE = """
            update deliveries d
            set status = s.status, reason = s.reason, attempts = greatest(d.attempts, s.attempts),
                failures_in_row = d.failures_in_row + 1, next_attempt_at = now() + make_interval(secs => s.wait + $8),
                claimed_until = null, finished_at = case when s.status = 'pending' then null else s.at end
            from unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::float8[], $6::timestamptz[], $7::timestamptz[])
              as s(delivery_id, status, reason, attempts, wait, at, lease_end)
            where d.delivery_id = s.delivery_id and d.status = 'pending' and d.claimed_until = s.lease_end""";

    private static final String RECOVERED = "delete from failing_receivers where receiver = any ($1)";

    private static final String FAILING = """
            insert into failing_receivers (receiver, since)
            select f.receiver, f.since from unnest($1::text[], $2::timestamptz[]) as f(receiver, since)
            where f.receiver <> $3 and exists (select from receivers r where r.name = $3 for key share)
            order by f.receiver
            on conflict (receiver) do nothing
            returning receiver""";

    private static final String NOTICES = """
            insert into deliveries (delivery_id, kind, receiver, about, status, created_at, next_attempt_at)
            select n.delivery_id, 'receiver_failing', $3, n.about, 'pending', t.at, t.at
            from (select now() + make_interval(secs => $4) as at) t,
                 unnest($1::uuid[], $2::bytea[]) as n(delivery_id, about)
            on conflict (delivery_id) do nothing""";

    private final Pool pool;
    private final LedgerTime time;
    private final @Nullable String fallback;

    Settlement(Pool pool, LedgerTime time, @Nullable String fallback) {
        this.pool = pool;
        this.time = time;
        this.fallback = fallback;
    }

    Uni<Void> settle(List<Settled> settled) {
        return pool.withTransaction(connection -> insertAttempts(connection, settled)
                .chain(() -> update(connection, settled))
                .chain(() -> Digests.follow(connection, digests(settled)))
                .chain(() -> recovered(connection, settled))
                .chain(() -> failing(connection, settled)));
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

    private Uni<Void> update(SqlConnection connection, List<Settled> settled) {
        var values = Tuple.tuple()
                .addValue(Columns.of(settled, one -> one.delivery().deliveryId(), UUID[]::new))
                .addValue(Columns.of(settled, one -> one.status().wireName(), String[]::new))
                .addValue(Columns.of(settled, one -> name(one.reason()), String[]::new))
                .addValue(Columns.of(settled, Settlement::attempts, Integer[]::new))
                .addValue(Columns.of(settled, Settlement::nextIn, Double[]::new))
                .addValue(Columns.of(settled, one -> Columns.time(one.at()), OffsetDateTime[]::new))
                .addValue(Columns.of(settled, one -> Columns.time(one.delivery().leaseEnd()), OffsetDateTime[]::new))
                .addValue(time.secondsAhead());
        return connection.preparedQuery(SETTLE).execute(values).replaceWithVoid();
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

    private static List<UUID> digests(List<Settled> settled) {
        return settled.stream()
                .filter(one -> one.delivery().kind() == DeliveryKind.DIGEST)
                .map(one -> one.delivery().deliveryId())
                .toList();
    }

    private static Uni<Void> recovered(SqlConnection connection, List<Settled> settled) {
        var working = settled.stream()
                .filter(one -> one.status() == DeliveryStatus.DELIVERED)
                .map(one -> one.delivery().receiver())
                .distinct()
                .sorted()
                .toArray(String[]::new);
        return working.length == 0
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(RECOVERED)
                        .execute(Tuple.tuple().addValue(working))
                        .replaceWithVoid();
    }

    private Uni<Void> failing(SqlConnection connection, List<Settled> settled) {
        var notices = new TreeMap<String, Content.ReceiverFailing>();
        for (var one : settled) {
            if (one.showsFailingReceiver() && one.reason() != null) {
                notices.merge(
                        one.delivery().receiver(),
                        new Content.ReceiverFailing(one.delivery().receiver(), one.reason(), one.at(), 1),
                        (before, now) -> new Content.ReceiverFailing(
                                now.receiver(), now.reason(), before.since(), before.deadDeliveries() + 1));
            }
        }
        if (notices.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        LOG.warnf("deliveries to %s were given up", notices.keySet());
        if (fallback == null) {
            return Uni.createFrom().voidItem();
        }
        var all = List.copyOf(notices.values());
        var values = Tuple.tuple()
                .addValue(Columns.of(all, Content.ReceiverFailing::receiver, String[]::new))
                .addValue(Columns.of(all, notice -> Columns.time(notice.since()), OffsetDateTime[]::new))
                .addValue(fallback);
        return connection.preparedQuery(FAILING).execute(values).chain(rows -> {
            var told = new ArrayList<Content.ReceiverFailing>();
            rows.forEach(row -> told.add(notices.get(row.getString("receiver"))));
            return told.isEmpty() ? Uni.createFrom().voidItem() : tell(connection, told, fallback);
        });
    }

    private Uni<Void> tell(SqlConnection connection, List<Content.ReceiverFailing> notices, String receiver) {
        var values = Tuple.tuple()
                .addValue(Columns.of(
                        notices,
                        notice -> Identity.named(
                                "receiver failing",
                                notice.receiver(),
                                notice.since().toString()),
                        UUID[]::new))
                .addValue(Columns.of(notices, notice -> Buffer.buffer(FailingNotice.encode(notice)), Buffer[]::new))
                .addValue(receiver)
                .addValue(time.secondsAhead());
        return connection.preparedQuery(NOTICES).execute(values).replaceWithVoid();
    }
}
