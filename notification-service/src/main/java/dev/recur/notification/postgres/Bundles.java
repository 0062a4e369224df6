package dev.recur.notification.postgres;

import dev.recur.wire.investigation.InvestigationEvent;
import dev.recur.wire.investigation.InvestigationEventCodec;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The events that a digest or the summary of a silence tells of. */
final class Bundles {

    private static final Logger LOG = Logger.getLogger(Bundles.class);

    /** More of them no message could show. */
    private static final int MOST = 100;

    private static final String MEMBERS = """
            select b.* from (
              select m.delivery_id, e.event_id, e.value, e.happened_at, e.position,
                     count(*) over (partition by m.delivery_id) as total,
                     min(e.happened_at) over (partition by m.delivery_id) as first_at,
                     row_number() over (partition by m.delivery_id order by e.position desc) as back
              from (
                select c.delivery_id, d.event_id from deliveries c join deliveries d on d.digest_id = c.delivery_id
                where c.delivery_id = any ($1) and c.kind = 'digest'
                union
                select c.delivery_id, d.event_id from deliveries c
                join deliveries d on d.silence_id = c.silence_id and d.receiver = c.receiver and d.kind = 'event'
                where c.delivery_id = any ($1) and c.kind = 'silence_summary') m
              join events e on e.event_id = m.event_id) b
            where b.back <= $2
            order by b.delivery_id, b.position""";

    private final Pool pool;

    Bundles(Pool pool) {
        this.pool = pool;
    }

    /**
     * Several events.
     *
     * @param events oldest first; the latest where there are too many to tell
     * @param eventCount how many there are
     */
    record Bundle(
            List<InvestigationEvent> events,
            int eventCount,
            @Nullable Instant firstAt) {
        static final Bundle EMPTY = new Bundle(List.of(), 0, null);

        /** When the first of them happened. */
        Instant from(Instant to) {
            return firstAt == null || firstAt.isAfter(to) ? to : firstAt;
        }
    }

    Uni<Map<UUID, Bundle>> of(List<UUID> deliveryIds) {
        if (deliveryIds.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var ids = deliveryIds.toArray(UUID[]::new);
        return pool.withConnection(connection -> connection
                        .preparedQuery(MEMBERS)
                        .execute(Tuple.tuple().addValue(ids).addValue(MOST)))
                .map(rows -> {
                    var found = new HashMap<UUID, Bundle>();
                    for (var row : rows) {
                        found.merge(row.getUUID("delivery_id"), single(row), Bundles::joined);
                    }
                    return found;
                });
    }

    private static Bundle single(Row row) {
        var event = event(row);
        return new Bundle(
                event == null ? List.of() : List.of(event),
                row.getLong("total").intValue(),
                Columns.time(row, "first_at"));
    }

    private static Bundle joined(Bundle one, Bundle other) {
        var events = new ArrayList<>(one.events());
        events.addAll(other.events());
        return new Bundle(events, one.eventCount(), one.firstAt());
    }

    /** What was stored could be read then; what a newer version cannot read any more must stop nothing else. */
    static @Nullable InvestigationEvent event(Row row) {
        try {
            return InvestigationEventCodec.decode(row.getBuffer("value").getBytes());
        } catch (InvestigationEventCodec.InvalidEvent e) {
            LOG.errorf("a stored event cannot be read: %s", e.getMessage());
            return null;
        }
    }
}
