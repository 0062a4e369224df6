package dev.recur.analysis.incident.postgres;

import dev.recur.analysis.marker.postgres.MarkerRows;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.wire.window.TimeSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** Which incidents wait to be folded anew because what they are derived by has changed. */
public final class RefoldRows {

    private static final TimeSpan EVER =
            new TimeSpan(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-01-01T00:00:00Z"));

    private RefoldRows() {}

    /** All incidents. */
    public static void addAll(Statements statements) {
        addAll(statements, EVER);
    }

    /** All incidents with times in a span. */
    public static void addAll(Statements statements, TimeSpan span) {
        statements.run(
                "insert into refold (time_from, time_to) values ($1, $2)",
                Times.toSql(span.from()),
                Times.toSql(span.to()));
    }

    /** All incidents with a tag. */
    public static void addTagged(Statements statements, String dimension, String value) {
        statements.run(
                "insert into refold (dimension, value, time_from, time_to) values ($1, $2, $3, $4)",
                dimension,
                value,
                Times.toSql(EVER.from()),
                Times.toSql(EVER.to()));
    }

    /** The incidents that come after a marker with tags of such a dimension. */
    public static void addAfterMarkers(Statements statements, List<String> dimensions) {
        var after = DerivationRows.current(statements).after();
        for (var marker : MarkerRows.all(statements)) {
            if (!Collections.disjoint(marker.tags().keySet(), dimensions)) {
                addAll(
                        statements,
                        new TimeSpan(marker.startsAt(), marker.startsAt().plus(after)));
            }
        }
    }

    public static boolean isWaiting(Statements statements) {
        return statements
                .run("select exists (select from refold)")
                .iterator()
                .next()
                .getBoolean(0);
    }

    /**
     * Takes the next incidents, in the order of their times; empty when nothing waits that no other instance works on.
     * What is taken must be folded anew in this transaction.
     */
    public static List<UUID> take(Statements statements, int most) {
        for (var job : statements.run("select * from refold order by refold_id limit 1 for update skip locked")) {
            var dimension = job.getString("dimension");
            var after = job.getUUID("after_id");
            var table = dimension == null ? "incident where $1::bigint is null" : "incident_tag where tag = $1";
            var ids = new ArrayList<UUID>();
            Instant last = null;
            for (var row : statements.run(
                    "select incident_id, time from " + table + " and time >= $2 and time < $3"
                            + " and ($5::uuid is null or (time, incident_id) > ($4, $5))"
                            + " order by time, incident_id limit $6",
                    dimension == null ? null : TagKey.of(dimension, job.getString("value")),
                    job.getOffsetDateTime("time_from"),
                    job.getOffsetDateTime("time_to"),
                    job.getOffsetDateTime("after_time"),
                    after,
                    most)) {
                ids.add(row.getUUID("incident_id"));
                last = Times.get(row, "time");
            }
            var jobId = job.getLong("refold_id");
            if (last == null || ids.size() < most) {
                statements.run("delete from refold where refold_id = $1", jobId);
            } else {
                statements.run(
                        "update refold set after_time = $2, after_id = $3 where refold_id = $1",
                        jobId,
                        Times.toSql(last),
                        ids.getLast());
            }
            return ids.isEmpty() ? take(statements, most) : ids;
        }
        return List.of();
    }
}
