package dev.recur.notification.postgres;

import dev.recur.notification.delivery.HappenedEvent;
import dev.recur.notification.delivery.Standing;
import dev.recur.notification.silence.Silence;
import dev.recur.notification.subscription.Subscription;
import dev.recur.notification.subscription.Where;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads, within the transaction of a batch, all that decides who is told of its events. Its lock, {@link Intake#LOCK}, keeps
 * receivers from being deleted until the deliveries for them are stored.
 */
final class StandingRows {

    private static final String SUBSCRIPTIONS = "select * from subscriptions order by id";

    private static final String RECEIVERS = """
            select name, created_at, type = 'pagerduty' as alerting from receivers
            where name = any ($1) or type = 'pagerduty'""";

    /** None of them is summed up before what it holds back is stored. */
    private static final String SILENCES = """
            select id, where_text, reason, starts_at, ends_at, created_at, created_by from silences
            where summarised_at is null and ended_at is null and starts_at <= $1 and ends_at > $1
            order by id for share""";

    private static final String TOLD = """
            select investigation_id, subscription_id, receiver, event = 'opened' as of_opening, digest_id is null as at_once
            from deliveries
            where investigation_id = any ($1) and kind = 'event' and status <> 'silenced'
            order by sequence""";

    private final @Nullable String fallback;

    /** As they were in the last batch: those that have not changed since need not be read again. */
    private volatile Map<UUID, Subscription> known = Map.of();

    StandingRows(@Nullable String fallback) {
        this.fallback = fallback;
    }

    Uni<Standing> at(SqlConnection connection, List<HappenedEvent> events, Instant now) {
        return connection
                .query(SUBSCRIPTIONS)
                .execute()
                .map(this::subscriptions)
                .chain(subscriptions ->
                        told(connection, events).chain(told -> standing(connection, subscriptions, told, now)));
    }

    private Uni<Standing> standing(
            SqlConnection connection, List<Subscription> subscriptions, List<Standing.Told> told, Instant now) {
        var names = told.stream().map(Standing.Told::receiver).collect(Collectors.toSet());
        var asked = fallback == null
                ? names
                : Stream.concat(names.stream(), Stream.of(fallback)).collect(Collectors.toSet());
        return receivers(connection, asked)
                .chain(found -> connection
                        .preparedQuery(SILENCES)
                        .execute(Tuple.of(Columns.time(now)))
                        .map(rows -> {
                            var gone = new HashSet<>(names);
                            found.forEach(row -> gone.remove(row.getString("name")));
                            var alerting = found.stream()
                                    .filter(row -> row.getBoolean("alerting"))
                                    .map(row -> row.getString("name"))
                                    .collect(Collectors.toSet());
                            var silences =
                                    stream(rows).map(StandingRows::silence).toList();
                            return new Standing(subscriptions, fallback(found), silences, told, gone, alerting);
                        }));
    }

    private Standing.@Nullable Fallback fallback(List<Row> receivers) {
        return receivers.stream()
                .filter(row -> row.getString("name").equals(fallback))
                .map(row -> new Standing.Fallback(row.getString("name"), Columns.time(row, "created_at")))
                .findFirst()
                .orElse(null);
    }

    private static Uni<List<Row>> receivers(SqlConnection connection, Set<String> names) {
        return connection
                .preparedQuery(RECEIVERS)
                .execute(Tuple.tuple().addValue(names.toArray(String[]::new)))
                .map(rows -> stream(rows).toList());
    }

    private static Uni<List<Standing.Told>> told(SqlConnection connection, List<HappenedEvent> events) {
        var ended = events.stream()
                .filter(HappenedEvent::isEnd)
                .map(event -> event.event().investigation().investigationId())
                .distinct()
                .toArray(UUID[]::new);
        return ended.length == 0
                ? Uni.createFrom().item(List.of())
                : connection
                        .preparedQuery(TOLD)
                        .execute(Tuple.tuple().addValue(ended))
                        .map(rows -> stream(rows)
                                .map(row -> new Standing.Told(
                                        row.getUUID("investigation_id"),
                                        row.getUUID("subscription_id"),
                                        row.getString("receiver"),
                                        row.getBoolean("of_opening"),
                                        row.getBoolean("at_once")))
                                .toList());
    }

    private List<Subscription> subscriptions(RowSet<Row> rows) {
        var before = known;
        var subscriptions = stream(rows)
                .map(row -> {
                    var same = before.get(row.getUUID("id"));
                    return same != null && same.version() == row.getLong("version") ? same : subscription(row);
                })
                .toList();
        known = subscriptions.stream().collect(Collectors.toMap(Subscription::id, Function.identity()));
        return subscriptions;
    }

    private static Subscription subscription(Row row) {
        return new Subscription(
                row.getUUID("id"),
                row.getString("name"),
                row.getString("receiver"),
                Where.parse(row.getString("where_text")),
                SubscriptionRow.events(row.getString("events")),
                SubscriptionRow.timing(
                        row.getString("mode"),
                        row.getLocalTime("digest_at"),
                        row.getString("digest_zone"),
                        row.getString("digest_on")),
                row.getBoolean("enabled"),
                Columns.time(row, "active_since"),
                Columns.time(row, "created_at"),
                Columns.time(row, "updated_at"),
                row.getLong("version"));
    }

    private static Silence silence(Row row) {
        return new Silence(
                row.getUUID("id"),
                Where.parse(row.getString("where_text")),
                row.getString("reason"),
                Columns.time(row, "starts_at"),
                Columns.time(row, "ends_at"),
                Columns.time(row, "created_at"),
                row.getString("created_by"),
                null,
                null);
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
