package dev.recur.analysis.count.postgres;

import dev.recur.analysis.count.CountQuery;
import dev.recur.analysis.count.CountTable;
import dev.recur.analysis.count.Grain;
import dev.recur.analysis.count.Segments;
import dev.recur.analysis.count.Segments.Segment;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.wire.json.WireName;
import dev.recur.wire.report.Kind;
import dev.recur.wire.window.CalendarUnit;
import dev.recur.wire.window.OrganisationCalendar;
import dev.recur.wire.window.TimeSpan;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads stored counts, summed to the buckets of the answer by the database: whole months and days where they fit, quarters
 * of an hour at the edges, and what is not added up yet.
 */
final class StoredCounts {

    private static final String OF_SPAN = " and c.dimension = $1 and u.start >= $%d and u.start < $%d";

    private final CountQuery query;
    private final CountQuery.Stored stored;
    private final OrganisationCalendar calendar;
    private final CountTable table;

    /** Of all that is stored. */
    record Bounds(Instant first, Instant last) {}

    private StoredCounts(CountQuery query, CountQuery.Stored stored, OrganisationCalendar calendar, CountTable table) {
        this.query = query;
        this.stored = stored;
        this.calendar = calendar;
        this.table = table;
    }

    /** Of a question that stored counts can answer. */
    static StoredCounts of(CountQuery query, OrganisationCalendar calendar, CountTable table) {
        return new StoredCounts(query, query.stored().orElseThrow(), calendar, table);
    }

    /**
     * Adds all that is stored to the table. The transaction must see one snapshot.
     *
     * @param bounds of everything that is stored
     */
    void read(Statements statements, Bounds bounds) {
        var end = calendar.spanAt(CalendarUnit.MONTH, bounds.last()).to();
        var from =
                query.between().from().isAfter(bounds.first()) ? query.between().from() : bounds.first();
        var to = query.between().to().isBefore(end) ? query.between().to() : end;
        if (from.isBefore(to)) {
            read(statements, new TimeSpan(from, to));
        }
    }

    private void read(Statements statements, TimeSpan span) {
        var buckets = buckets(span);
        var segments = Segments.of(span, Grain.of(query.bucket()), calendar);
        var incidents = ask(statements, segments, span, buckets, false);
        var measures = ask(statements, segments, span, buckets, true);
        for (var row : incidents.get()) {
            table.addIncidents(group(row), kind(row), bucket(buckets, row), row.getLong("number"));
        }
        for (var row : measures.get()) {
            var measure = row.getString("measure");
            table.addMeasure(group(row), kind(row), bucket(buckets, row), measure, row.getBigDecimal("number"));
        }
    }

    private Supplier<RowSet<Row>> ask(
            Statements statements, List<Segment> segments, TimeSpan span, List<Instant> buckets, boolean sums) {
        var columns = sums ? "measure, total" : "'' as measure, incidents as total";
        var entries = "select u.value, u.kind, u.start, c.measure, u.change as total";
        var parameters = new ArrayList<@Nullable Object>();
        parameters.add(stored.dimension());
        parameters.add(CountMerge.sql(buckets));
        parameters.add(Times.toSql(span.from()));
        parameters.add(Times.toSql(span.to()));
        var sql = new StringBuilder("select value, kind, measure, width_bucket(start, $2::timestamptz[]) as bucket, ")
                .append(sums ? "sum(total)" : "sum(total)::bigint")
                .append(" as number from (")
                .append(entries)
                .append(DetailRows.entries("count_change", sums))
                .append(OF_SPAN.formatted(3, 4));
        for (var segment : segments) {
            parameters.add(Times.toSql(segment.span().from()));
            parameters.add(Times.toSql(segment.span().to()));
            if (segment.grain() == Grain.QUARTER_HOUR) {
                sql.append(" union all ")
                        .append(entries)
                        .append(DetailRows.entries("count_detail", sums))
                        .append(DetailRows.weeks(segment.span()))
                        .append(OF_SPAN.formatted(parameters.size() - 1, parameters.size()));
                continue;
            }
            sql.append(" union all select value, kind, start, ")
                    .append(columns)
                    .append(" from ")
                    .append(sums ? "tag_measure" : "tag_count")
                    .append(" where grain = '")
                    .append(segment.grain().code())
                    .append("' and dimension = $1 and start >= $")
                    .append(parameters.size() - 1)
                    .append(" and start < $")
                    .append(parameters.size());
        }
        sql.append(") as c where ");
        // as little as can be, so that the planner knows how much there is
        if (stored.value() == null) {
            sql.append("value <> ''");
        } else {
            parameters.add(stored.value());
            sql.append("value = $").append(parameters.size());
        }
        sql.append(" group by value, kind, measure, bucket having sum(total) <> 0");
        return statements.ask(sql.toString(), parameters.toArray());
    }

    /** Between what times anything is stored at all, the last to the month. */
    static Supplier<Optional<Bounds>> askBounds(Statements statements) {
        var rows = statements.ask(
                "select min(start) as first, max(start) as last from (select start from tag_count where grain = 'm'"
                        + " and dimension = '' union all select u.start from count_change c"
                        + " cross join lateral unnest(c.starts) as u (start) where c.dimension = '') as all_starts");
        return () -> {
            var row = rows.get().iterator().next();
            return row.getOffsetDateTime("first") == null
                    ? Optional.empty()
                    : Optional.of(new Bounds(Times.get(row, "first"), Times.get(row, "last")));
        };
    }

    private List<Instant> buckets(TimeSpan span) {
        var starts = new ArrayList<Instant>();
        for (var bucket = calendar.spanAt(query.bucket(), span.from());
                bucket.from().isBefore(span.to());
                bucket = calendar.spanAt(query.bucket(), bucket.to())) {
            starts.add(bucket.from());
        }
        return starts;
    }

    private List<String> group(Row row) {
        return query.groupBy().isEmpty() ? List.of() : List.of(row.getString("value"));
    }

    private static Instant bucket(List<Instant> buckets, Row row) {
        return buckets.get(row.getInteger("bucket") - 1);
    }

    private static Kind kind(Row row) {
        var name = row.getString("kind");
        return WireName.find(Kind.class, name).orElseThrow(() -> new IllegalStateException(name));
    }
}
