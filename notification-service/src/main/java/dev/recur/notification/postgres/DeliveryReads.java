package dev.recur.notification.postgres;

import dev.recur.notification.channel.FailureReason;
import dev.recur.notification.delivery.Attempt;
import dev.recur.notification.delivery.Delivery;
import dev.recur.notification.delivery.DeliveryStatus;
import dev.recur.notification.delivery.Ledger;
import dev.recur.wire.investigation.EventName;
import dev.recur.wire.json.WireName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What the API shows of the ledger. */
final class DeliveryReads {

    private static final String DELIVERIES =
            "select d.*, e.happened_at from deliveries d join events e on e.event_id = d.event_id ";

    private static final String FIND = DELIVERIES + "where d.delivery_id = $1";

    private static final String LIST = DELIVERIES + """
            where ($1::text is null or d.status = $1) and ($2::text is null or d.receiver = $2)
              and ($3::uuid is null or d.investigation_id = $3)
              and ($4::timestamptz is null or (d.created_at, d.delivery_id) < ($4, $5::uuid))
            order by d.created_at desc, d.delivery_id desc
            limit $6""";

    private static final String ATTEMPTS = "select * from attempts where delivery_id = $1 order by number";

    private final Pool pool;

    DeliveryReads(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<Delivery>> find(UUID deliveryId) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(deliveryId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(DeliveryReads::delivery)
                        .findFirst());
    }

    Uni<List<Delivery>> list(Ledger.Filter filter, Ledger.@Nullable Position after, int limit) {
        var status = filter.status();
        var values = Tuple.tuple()
                .addValue(status == null ? null : status.wireName())
                .addValue(filter.receiver())
                .addValue(filter.investigationId())
                .addValue(after == null ? null : Columns.time(after.createdAt()))
                .addValue(after == null ? null : after.deliveryId())
                .addValue(limit);
        return pool.preparedQuery(LIST)
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(DeliveryReads::delivery)
                        .toList());
    }

    Uni<List<Attempt>> attempts(UUID deliveryId) {
        return pool.preparedQuery(ATTEMPTS)
                .execute(Tuple.of(deliveryId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(DeliveryReads::attempt)
                        .toList());
    }

    private static Delivery delivery(Row row) {
        return new Delivery(
                row.getUUID("delivery_id"),
                WireName.find(DeliveryStatus.class, row.getString("status")).orElseThrow(),
                reason(row),
                row.getUUID("subscription_id"),
                row.getString("receiver"),
                row.getUUID("investigation_id"),
                WireName.find(EventName.class, row.getString("event")).orElseThrow(),
                row.getLong("sequence"),
                row.getUUID("event_id"),
                Columns.time(row, "happened_at"),
                row.getInteger("attempts"),
                Columns.time(row, "created_at"),
                Columns.timeOrNull(row, "next_attempt_at"),
                Columns.timeOrNull(row, "finished_at"));
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

    /** A reason that a newer version wrote is still a failure. */
    private static @Nullable FailureReason reason(Row row) {
        var name = row.getString("reason");
        return name == null ? null : WireName.find(FailureReason.class, name).orElse(FailureReason.INTERNAL_ERROR);
    }
}
