package dev.recur.analysis.incident.postgres;

import dev.recur.analysis.incident.FormerTags.Former;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.wire.window.TimeSpan;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Former tags of incidents, written by the batch that folded them. */
public final class FormerTagRows {

    private FormerTagRows() {}

    /** Replaces what is stored of these incidents. */
    public static void write(Statements statements, Map<UUID, Set<Former>> former) {
        if (former.isEmpty()) {
            return;
        }
        statements.run("delete from incident_tag_formerly where incident_id = any($1)", (Object)
                former.keySet().toArray(UUID[]::new));
        var ids = new ArrayList<UUID>();
        var dimensions = new ArrayList<String>();
        var values = new ArrayList<String>();
        var times = new ArrayList<OffsetDateTime>();
        former.forEach((id, tags) -> tags.forEach(tag -> {
            ids.add(id);
            dimensions.add(tag.dimension());
            values.add(tag.value());
            times.add(Times.toSql(tag.time()));
        }));
        if (!ids.isEmpty()) {
            statements.run(
                    "insert into incident_tag_formerly (incident_id, dimension, value, time)"
                            + " select * from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[])",
                    ids.toArray(UUID[]::new),
                    dimensions.toArray(String[]::new),
                    values.toArray(String[]::new),
                    times.toArray(OffsetDateTime[]::new));
        }
    }

    /** The incidents that may carry a tag at such a time, or did; the empty tag is every incident. */
    public static Set<UUID> everTagged(Statements statements, String dimension, String value, TimeSpan between) {
        var now = dimension.isEmpty()
                ? "select incident_id from incident where $5 = 0::bigint and time >= $3 and time < $4"
                : "select incident_id from incident_tag where tag = $5 and time >= $3 and time < $4";
        var ids = new LinkedHashSet<UUID>();
        for (var row : statements.run(
                now + " union select incident_id from incident_tag_formerly"
                        + " where dimension = $1 and value = $2 and time >= $3 and time < $4",
                dimension,
                value,
                Times.toSql(between.from()),
                Times.toSql(between.to()),
                dimension.isEmpty() ? 0L : TagKey.of(dimension, value))) {
            ids.add(row.getUUID(0));
        }
        return ids;
    }
}
