package dev.recur.analysis.incident.postgres;

import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import java.time.Instant;
import java.util.Collection;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Of each incident the trace of the last of its reports that came with one. */
public final class TraceRows {

    private TraceRows() {}

    /** Puts these in the place of earlier ones; the order of the keys is that of all who write. */
    public static void put(Statements statements, SortedMap<UUID, String> traceparents, Instant at) {
        if (!traceparents.isEmpty()) {
            statements.run(
                    "insert into incident_trace (incident_id, traceparent, taken_at)"
                            + " select n.incident_id, n.traceparent, $3 from unnest($1::uuid[], $2::text[])"
                            + " as n (incident_id, traceparent)"
                            + " on conflict (incident_id) do update set (traceparent, taken_at)"
                            + " = (excluded.traceparent, excluded.taken_at)",
                    traceparents.keySet().toArray(UUID[]::new),
                    traceparents.values().toArray(String[]::new),
                    Times.toSql(at));
        }
    }

    /** The latest of these incidents. */
    public static @Nullable String latest(Statements statements, Collection<UUID> incidentIds) {
        for (var row : statements.run(
                "select traceparent from incident_trace where incident_id = any($1)"
                        + " order by taken_at desc, incident_id limit 1",
                (Object) incidentIds.toArray(UUID[]::new))) {
            return row.getString(0);
        }
        return null;
    }
}
