package dev.recur.notification.postgres;

import dev.recur.notification.stream.StoredEvent;
import dev.recur.notification.stream.StoredEvents;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Events by their positions, which were given in the order in which they became visible. */
@ApplicationScoped
class PostgresStoredEvents implements StoredEvents {

    private static final String LAST = "select coalesce(max(position), 0) as position from events";
    private static final String POSITION = "select position from events where event_id = $1";
    private static final String AFTER = """
            select position, event_id, happened_at, value from events where position > $1 order by position limit $2""";
    private static final String BEFORE = """
            select position, event_id, happened_at, value from events where position < $1 order by position desc limit $2""";
    private static final String OF_INVESTIGATION = """
            select position, event_id, happened_at, value from events where investigation_id = $1
            order by position desc limit $2""";

    private final Pool pool;

    PostgresStoredEvents(Pool pool) {
        this.pool = pool;
    }

    @Override
    public long last() {
        return Await.sql(
                        pool.withConnection(connection -> connection.query(LAST).execute()))
                .iterator()
                .next()
                .getLong("position");
    }

    @Override
    public OptionalLong positionOf(UUID eventId) {
        var rows = Await.sql(pool.withConnection(
                        connection -> connection.preparedQuery(POSITION).execute(Tuple.of(eventId))))
                .iterator();
        return rows.hasNext() ? OptionalLong.of(rows.next().getLong("position")) : OptionalLong.empty();
    }

    @Override
    public Page after(long position, int limit) {
        return page(AFTER, position, limit);
    }

    @Override
    public Page before(long position, int limit) {
        return page(BEFORE, position, limit);
    }

    @Override
    public List<StoredEvent> ofInvestigation(UUID investigationId, int most) {
        var rows = Await.sql(pool.withConnection(
                connection -> connection.preparedQuery(OF_INVESTIGATION).execute(Tuple.of(investigationId, most))));
        return StreamSupport.stream(rows.spliterator(), false)
                .map(PostgresStoredEvents::event)
                .filter(Objects::nonNull)
                .toList()
                .reversed();
    }

    private Page page(String sql, long position, int limit) {
        var rows = Await.sql(
                pool.withConnection(connection -> connection.preparedQuery(sql).execute(Tuple.of(position, limit))));
        var events = new ArrayList<StoredEvent>();
        var end = position;
        for (var row : rows) {
            end = row.getLong("position");
            var event = event(row);
            if (event != null) {
                events.add(event);
            }
        }
        return new Page(events, end, rows.size() == limit);
    }

    private static @Nullable StoredEvent event(Row row) {
        var event = Bundles.event(row);
        return event == null
                ? null
                : StoredEvent.of(
                        row.getLong("position"), row.getUUID("event_id"), Columns.time(row, "happened_at"), event);
    }
}
