package dev.recur.notification.postgres;

import dev.recur.notification.channel.FailureReason;
import dev.recur.notification.delivery.Audience;
import dev.recur.notification.delivery.DeliveryStatus;
import dev.recur.notification.delivery.Handling;
import dev.recur.notification.delivery.HappenedEvent;
import dev.recur.notification.delivery.HoldReason;
import dev.recur.notification.delivery.NewDelivery;
import dev.recur.wire.json.WireName;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores a batch of events with the deliveries that they cause, in one transaction. */
final class Intake {

    /**
     * One batch at a time: events become visible in the order of their positions, so that whoever reads on from a position
     * misses none. And no receiver is deleted meanwhile.
     */
    static final String LOCK = "(select pg_advisory_xact_lock(hashtext('recur.events'))) as locked";

    private static final String BEGIN = "select clock_timestamp() + make_interval(secs => $1) as now from " + LOCK;

    private static final String INSERT_EVENTS = """
            insert into events (event_id, investigation_id, sequence, event, happened_at, value, traceparent, stored_at)
            select e.event_id, e.investigation_id, e.sequence, e.event, e.happened_at, e.value, e.traceparent, $8
            from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::timestamptz[], $6::bytea[],
                        $7::text[])
              with ordinality as e(event_id, investigation_id, sequence, event, happened_at, value, traceparent, place)
            order by e.place
            on conflict (event_id) do nothing
            returning event_id""";

    private static final String INSERT_DELIVERIES = """
            insert into deliveries (delivery_id, kind, event_id, subscription_id, receiver, investigation_id, sequence, event,
                                    status, reason, digest_id, silence_id, created_at, next_attempt_at, finished_at)
            select d.delivery_id, 'event', d.event_id, d.subscription_id, d.receiver, d.investigation_id, d.sequence, d.event,
                   d.status, d.reason, d.digest_id, d.silence_id, $12,
                   case when d.status = 'pending' then coalesce(digest.next_attempt_at, $12) end,
                   case when d.status <> 'pending' then $12 end
            from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::bigint[], $7::text[], $8::text[],
                        $9::text[], $10::uuid[], $11::uuid[])
              as d(delivery_id, event_id, subscription_id, receiver, investigation_id, sequence, event, status, reason,
                   digest_id, silence_id)
            left join deliveries digest on digest.delivery_id = d.digest_id
            on conflict (event_id, subscription_id) do nothing""";

    private final Pool pool;
    private final LedgerTime time;
    private final StandingRows standing;

    Intake(Pool pool, LedgerTime time, @Nullable String fallback) {
        this.pool = pool;
        this.time = time;
        this.standing = new StandingRows(fallback);
    }

    /** How many deliveries are new. */
    Uni<Integer> store(List<HappenedEvent> events) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(BEGIN)
                .execute(Tuple.of(time.secondsAhead()))
                .map(rows -> Columns.time(rows.iterator().next(), "now"))
                .chain(now -> insertEvents(connection, events, now)
                        .chain(fresh -> fresh.isEmpty()
                                ? Uni.createFrom().item(0)
                                : insertDeliveries(connection, fresh, now))));
    }

    /** Those that were not there before; of several copies in the batch, one. */
    private static Uni<List<HappenedEvent>> insertEvents(
            SqlConnection connection, List<HappenedEvent> events, Instant now) {
        var values = Tuple.tuple()
                .addValue(Columns.of(events, HappenedEvent::eventId, UUID[]::new))
                .addValue(Columns.of(events, e -> e.event().investigation().investigationId(), UUID[]::new))
                .addValue(Columns.of(events, e -> e.event().sequence(), Long[]::new))
                .addValue(Columns.of(events, e -> e.event().event().wireName(), String[]::new))
                .addValue(Columns.of(events, e -> Columns.time(e.happenedAt()), OffsetDateTime[]::new))
                .addValue(Columns.of(events, e -> Buffer.buffer(e.value()), Buffer[]::new))
                .addValue(Columns.of(events, HappenedEvent::traceparent, String[]::new))
                .addValue(Columns.time(now));
        return connection.preparedQuery(INSERT_EVENTS).execute(values).map(rows -> {
            var inserted = new HashSet<UUID>();
            rows.forEach(row -> inserted.add(row.getUUID("event_id")));
            return events.stream()
                    .filter(event -> inserted.remove(event.eventId()))
                    .toList();
        });
    }

    private Uni<Integer> insertDeliveries(SqlConnection connection, List<HappenedEvent> events, Instant now) {
        return standing.at(connection, events, now)
                .map(known -> Await.Refusal.calling(() -> Audience.of(events, known)))
                .chain(deliveries -> new DigestRows(connection, now)
                        .open(deliveries)
                        .chain(digests -> insert(connection, deliveries, digests, now)));
    }

    private static Uni<Integer> insert(
            SqlConnection connection, List<NewDelivery> deliveries, DigestRows.Open digests, Instant now) {
        if (deliveries.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        var values = Tuple.tuple()
                .addValue(Columns.of(deliveries, NewDelivery::deliveryId, UUID[]::new))
                .addValue(Columns.of(deliveries, d -> d.event().eventId(), UUID[]::new))
                .addValue(Columns.of(deliveries, NewDelivery::subscriptionId, UUID[]::new))
                .addValue(Columns.of(deliveries, NewDelivery::receiver, String[]::new))
                .addValue(Columns.of(
                        deliveries, d -> d.event().event().investigation().investigationId(), UUID[]::new))
                .addValue(Columns.of(deliveries, d -> d.event().event().sequence(), Long[]::new))
                .addValue(Columns.of(deliveries, d -> d.event().event().event().wireName(), String[]::new))
                .addValue(Columns.of(deliveries, d -> status(d).wireName(), String[]::new))
                .addValue(Columns.of(deliveries, Intake::reason, String[]::new))
                .addValue(Columns.of(deliveries, digests::digestOf, UUID[]::new))
                .addValue(Columns.of(deliveries, Intake::silence, UUID[]::new))
                .addValue(Columns.time(now));
        return connection.preparedQuery(INSERT_DELIVERIES).execute(values).map(RowSet::rowCount);
    }

    private static DeliveryStatus status(NewDelivery delivery) {
        return switch (delivery.handling()) {
            case Handling.AtOnce due -> DeliveryStatus.PENDING;
            case Handling.InDigest later -> DeliveryStatus.PENDING;
            case Handling.Silenced silenced -> DeliveryStatus.SILENCED;
            case Handling.Dead dead -> DeliveryStatus.DEAD;
        };
    }

    private static @Nullable String reason(NewDelivery delivery) {
        WireName reason = switch (delivery.handling()) {
            case Handling.AtOnce due -> null;
            case Handling.InDigest later -> HoldReason.DIGEST;
            case Handling.Silenced silenced -> HoldReason.SILENCE;
            case Handling.Dead dead -> FailureReason.RECEIVER_DELETED;
        };
        return reason == null ? null : reason.wireName();
    }

    private static @Nullable UUID silence(NewDelivery delivery) {
        return delivery.handling() instanceof Handling.Silenced silenced ? silenced.silenceId() : null;
    }
}
