package dev.recur.analysis.count.postgres;

import dev.recur.analysis.count.Contribution;
import dev.recur.analysis.count.Contribution.MeasureKey;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import io.vertx.sqlclient.data.Numeric;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/** Changes stored counts by what a batch of incidents contributes, rows in key order so that batches never deadlock. */
public final class CountRows {

    private static final String CHANGE_COUNTS = """
            insert into tag_count as c (dimension, value, kind, quarter_hour, slot, incidents)
            select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::smallint[], $6::bigint[])
            on conflict (dimension, value, kind, quarter_hour, slot)
            do update set incidents = c.incidents + excluded.incidents
            """;

    private static final String CHANGE_MEASURES = """
            insert into tag_measure as m (dimension, value, kind, quarter_hour, slot, measure, total)
            select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::smallint[], $6::text[],
                                 $7::numeric[])
            on conflict (dimension, value, kind, quarter_hour, slot, measure)
            do update set total = m.total + excluded.total
            """;

    private CountRows() {}

    public static void change(Statements statements, Contribution contribution) {
        var counts = contribution.incidents();
        if (!counts.isEmpty()) {
            var keys = List.copyOf(counts.keySet());
            statements.run(
                    CHANGE_COUNTS,
                    dimensions(keys),
                    values(keys),
                    kinds(keys),
                    quarterHours(keys),
                    slots(keys),
                    counts.values().toArray(Long[]::new));
        }
        var measures = contribution.measures();
        if (!measures.isEmpty()) {
            var keys = measures.keySet().stream().map(MeasureKey::key).toList();
            statements.run(
                    CHANGE_MEASURES,
                    dimensions(keys),
                    values(keys),
                    kinds(keys),
                    quarterHours(keys),
                    slots(keys),
                    measures.keySet().stream().map(MeasureKey::measure).toArray(String[]::new),
                    measures.entrySet().stream()
                            .map(Map.Entry::getValue)
                            .map(Numeric::create)
                            .toArray(Numeric[]::new));
        }
    }

    private static String[] dimensions(List<Contribution.Key> keys) {
        return keys.stream().map(Contribution.Key::dimension).toArray(String[]::new);
    }

    private static String[] values(List<Contribution.Key> keys) {
        return keys.stream().map(Contribution.Key::value).toArray(String[]::new);
    }

    private static String[] kinds(List<Contribution.Key> keys) {
        return keys.stream().map(Contribution.Key::kind).toArray(String[]::new);
    }

    private static OffsetDateTime[] quarterHours(List<Contribution.Key> keys) {
        return keys.stream().map(key -> Times.toSql(key.quarterHour())).toArray(OffsetDateTime[]::new);
    }

    private static Short[] slots(List<Contribution.Key> keys) {
        return keys.stream().map(Contribution.Key::slot).toArray(Short[]::new);
    }
}
