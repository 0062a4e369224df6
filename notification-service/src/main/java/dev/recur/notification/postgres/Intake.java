package dev.recur.notification.postgres;

import dev.recur.notification.delivery.Audience;
import dev.recur.notification.delivery.HappenedEvent;
import dev.recur.notification.delivery.NewDelivery;
import dev.recur.notification.subscription.Mode;
import dev.recur.notification.subscription.Subscription;
import dev.recur.notification.subscription.Where;
import dev.recur.wire.investigation.EventName;
import dev.recur.wire.json.WireName;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Stores a batch of events with the deliveries that they cause, in one transaction. */
final class Intake {

    /** Events in the order of their ids, so that two copies of a batch wait for each other instead of dead-locking. */
    private static final String INSERT_EVENTS = """
            insert into events (event_id, investigation_id, sequence, event, happened_at, value, stored_at)
            select e.event_id, e.investigation_id, e.sequence, e.event, e.happened_at, e.value, $7
            from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::timestamptz[], $6::bytea[])
              as e(event_id, investigation_id, sequence, event, happened_at, value)
            order by e.event_id
            on conflict (event_id) do nothing
            returning event_id""";

    /** The receivers cannot be deleted until the deliveries for them are stored. */
    private static final String SELECT_SUBSCRIPTIONS = """
            select s.* from subscriptions s join receivers r on r.name = s.receiver
            order by s.id for key share of r""";

    private static final String SELECT_TOLD = """
            select distinct investigation_id, subscription_id from deliveries
            where investigation_id = any ($1) and event = 'opened' and status <> 'silenced'""";

    private static final String INSERT_DELIVERIES = """
            insert into deliveries (delivery_id, event_id, subscription_id, receiver, investigation_id, sequence, event,
                                    status, created_at, next_attempt_at)
            select d.delivery_id, d.event_id, d.subscription_id, d.receiver, d.investigation_id, d.sequence, d.event,
                   'pending', $8, $8
            from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::bigint[], $7::text[])
              as d(delivery_id, event_id, subscription_id, receiver, investigation_id, sequence, event)
            on conflict (event_id, subscription_id) do nothing""";

    private final Pool pool;

    Intake(Pool pool) {
        this.pool = pool;
    }

    /** How many deliveries are new. */
    Uni<Integer> store(List<HappenedEvent> events, Instant now) {
        return pool.withTransaction(connection -> insertEvents(connection, events, now)
                .chain(fresh -> fresh.isEmpty()
                        ? Uni.createFrom().item(0)
                        : deliveries(connection, fresh)
                                .chain(deliveries -> insertDeliveries(connection, deliveries, now))));
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
                .addValue(Columns.time(now));
        return connection.preparedQuery(INSERT_EVENTS).execute(values).map(rows -> {
            var inserted = uuids(rows, "event_id");
            return events.stream()
                    .filter(event -> inserted.remove(event.eventId()))
                    .toList();
        });
    }

    private static Uni<List<NewDelivery>> deliveries(SqlConnection connection, List<HappenedEvent> events) {
        return connection.query(SELECT_SUBSCRIPTIONS).execute().chain(rows -> {
            var subscriptions = stream(rows).map(Intake::subscription).toList();
            return told(connection, events)
                    .map(told -> Await.Refusal.calling(() -> Audience.of(events, subscriptions, told)));
        });
    }

    private static Uni<List<Audience.Told>> told(SqlConnection connection, List<HappenedEvent> events) {
        var withdrawn = events.stream()
                .filter(event -> event.event().event() == EventName.WITHDRAWN)
                .map(event -> event.event().investigation().investigationId())
                .distinct()
                .toArray(UUID[]::new);
        return withdrawn.length == 0
                ? Uni.createFrom().item(List.of())
                : connection
                        .preparedQuery(SELECT_TOLD)
                        .execute(Tuple.tuple().addValue(withdrawn))
                        .map(rows -> stream(rows)
                                .map(row -> new Audience.Told(
                                        row.getUUID("investigation_id"), row.getUUID("subscription_id")))
                                .toList());
    }

    private static Uni<Integer> insertDeliveries(SqlConnection connection, List<NewDelivery> deliveries, Instant now) {
        if (deliveries.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        var values = Tuple.tuple()
                .addValue(Columns.of(deliveries, NewDelivery::deliveryId, UUID[]::new))
                .addValue(Columns.of(deliveries, d -> d.event().eventId(), UUID[]::new))
                .addValue(Columns.of(deliveries, d -> d.subscription().id(), UUID[]::new))
                .addValue(Columns.of(deliveries, d -> d.subscription().receiver(), String[]::new))
                .addValue(Columns.of(
                        deliveries, d -> d.event().event().investigation().investigationId(), UUID[]::new))
                .addValue(Columns.of(deliveries, d -> d.event().event().sequence(), Long[]::new))
                .addValue(Columns.of(deliveries, d -> d.event().event().event().wireName(), String[]::new))
                .addValue(Columns.time(now));
        return connection.preparedQuery(INSERT_DELIVERIES).execute(values).map(RowSet::rowCount);
    }

    private static Subscription subscription(Row row) {
        return new Subscription(
                row.getUUID("id"),
                row.getString("name"),
                row.getString("receiver"),
                Where.parse(row.getString("where_text")),
                SubscriptionRow.events(row.getString("events")),
                WireName.find(Mode.class, row.getString("mode")).orElseThrow(),
                row.getBoolean("enabled"),
                Columns.time(row, "active_since"),
                Columns.time(row, "created_at"),
                Columns.time(row, "updated_at"),
                row.getLong("version"));
    }

    private static Set<UUID> uuids(RowSet<Row> rows, String column) {
        var found = new HashSet<UUID>();
        rows.forEach(row -> found.add(row.getUUID(column)));
        return found;
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
