package dev.recur.notification.postgres;

import dev.recur.notification.channel.FailureReason;
import dev.recur.notification.delivery.Attempt;
import dev.recur.notification.delivery.Deliveries;
import dev.recur.notification.delivery.Delivery;
import dev.recur.notification.delivery.DeliveryKind;
import dev.recur.notification.delivery.DeliveryStatus;
import dev.recur.notification.delivery.HoldReason;
import dev.recur.notification.delivery.NewDelivery;
import dev.recur.wire.investigation.EventName;
import dev.recur.wire.json.WireName;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What the API shows of the ledger. */
@ApplicationScoped
class DeliveryReads implements Deliveries {

    /** By name: what a newer version has added must not change what prepared statements answer. */
    private static final String DELIVERIES = """
            select d.delivery_id, d.kind, d.status, d.reason, d.subscription_id, d.receiver, d.investigation_id, d.event,
                   d.sequence, d.event_id, d.attempts, d.created_at, d.next_attempt_at, d.finished_at, d.digest_id,
                   d.silence_id, e.happened_at
            from deliveries d left join events e on e.event_id = d.event_id
            """;

    private static final String FIND = DELIVERIES + "where d.delivery_id = $1";

    private static final String LIST = DELIVERIES + """
            where ($1::text is null or d.status = $1) and ($2::text is null or d.receiver = $2)
              and ($3::uuid is null or d.investigation_id = $3)
              and ($4::timestamptz is null or (d.created_at, d.delivery_id) < ($4, $5::uuid))
            order by d.created_at desc, d.delivery_id desc
            limit $6""";

    private static final String ATTEMPTS = """
            select number, attempted_at, latency_ms, status, reason, answer from attempts
            where delivery_id = $1 order by number""";

    private final Pool pool;

    DeliveryReads(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Optional<Delivery> find(UUID deliveryId) {
        return rows(FIND, Tuple.of(deliveryId)).map(DeliveryReads::delivery).findFirst();
    }

    @Override
    public List<Delivery> list(Filter filter, @Nullable Position after, int limit) {
        var status = filter.status();
        var values = Tuple.tuple()
                .addValue(status == null ? null : status.wireName())
                .addValue(filter.receiver())
                .addValue(filter.investigationId())
                .addValue(after == null ? null : Columns.time(after.createdAt()))
                .addValue(after == null ? null : after.deliveryId())
                .addValue(limit);
        return rows(LIST, values).map(DeliveryReads::delivery).toList();
    }

    @Override
    public List<Attempt> attempts(UUID deliveryId) {
        return rows(ATTEMPTS, Tuple.of(deliveryId)).map(DeliveryReads::attempt).toList();
    }

    private Stream<Row> rows(String sql, Tuple values) {
        var found = Await.sql(
                pool.withConnection(connection -> connection.preparedQuery(sql).execute(values)));
        return StreamSupport.stream(found.spliterator(), false);
    }

    private static Delivery delivery(Row row) {
        var kind = WireName.find(DeliveryKind.class, row.getString("kind")).orElseThrow();
        var isEvent = kind == DeliveryKind.EVENT;
        var subscriptionId = row.getUUID("subscription_id");
        return new Delivery(
                row.getUUID("delivery_id"),
                kind,
                WireName.find(DeliveryStatus.class, row.getString("status")).orElseThrow(),
                deliveryReason(row),
                NewDelivery.FALLBACK.equals(subscriptionId) ? null : subscriptionId,
                row.getString("receiver"),
                isEvent ? row.getUUID("investigation_id") : null,
                isEvent ? WireName.find(EventName.class, row.getString("event")).orElseThrow() : null,
                isEvent ? row.getLong("sequence") : null,
                row.getUUID("event_id"),
                Columns.timeOrNull(row, "happened_at"),
                row.getInteger("attempts"),
                Columns.time(row, "created_at"),
                Columns.timeOrNull(row, "next_attempt_at"),
                Columns.timeOrNull(row, "finished_at"),
                row.getUUID("digest_id"),
                row.getUUID("silence_id"));
    }

    private static Attempt attempt(Row row) {
        return new Attempt(
                row.getInteger("number"),
                Columns.time(row, "attempted_at"),
                Duration.ofMillis(row.getLong("latency_ms")),
                row.getInteger("status"),
                reason(row),
                row.getString("answer"));
    }

    private static @Nullable WireName deliveryReason(Row row) {
        var name = row.getString("reason");
        if (name == null) {
            return null;
        }
        var hold = WireName.find(HoldReason.class, name);
        return hold.isPresent() ? hold.get() : reason(row);
    }

    /** A reason that a newer version wrote is still a failure. */
    private static @Nullable FailureReason reason(Row row) {
        var name = row.getString("reason");
        return name == null ? null : WireName.find(FailureReason.class, name).orElse(FailureReason.INTERNAL_ERROR);
    }
}
