package dev.recur.analysis.count.postgres;

import dev.recur.analysis.count.postgres.Entries.Entry;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.wire.window.TimeSpan;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Counts by quarter of an hour, in rows of a dimension and week: what is added up at once is one row, and when there are
 * many such rows they are put together. Of incidents all over a year there is hardly a quarter of an hour with two of the
 * same tag, so that a row each would be a row for every tag of every report; of those of today a week's rows stay few.
 */
final class DetailRows {

    private static final long WEEK_SECONDS = 7 * 24 * 60 * 60;

    /** So many rows of a level become one of the next. */
    private static final int TOGETHER = 32;

    /** Rows are read whole, so they must not grow without end. */
    private static final int MOST_ENTRIES = 500_000;

    private static final String MANY = """
            select d.dimension, d.measure, d.week, d.level
            from unnest($1::text[], $2::text[], $3::bigint[]) as t (dimension, measure, week)
            join count_detail d on d.dimension = t.dimension and d.measure = t.measure and d.week = t.week
            group by d.dimension, d.measure, d.week, d.level
            having count(*) >= $4 and sum(d.entries) <= $5
            """;

    private DetailRows() {}

    static long week(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), WEEK_SECONDS);
    }

    /** What rows say, as entries {@code u} of rows {@code c}; of counts, or of sums. */
    static String entries(String table, boolean sums) {
        return " from " + table + " c cross join lateral unnest(c.tag_values, c.kinds, c.starts, "
                + (sums ? "c.totals" : "c.incidents") + ") as u (value, kind, start, change) where c.measure "
                + (sums ? "<> ''" : "= ''");
    }

    /** The weeks in which a span is, as a condition; its times are decided by each entry. */
    static String weeks(TimeSpan span) {
        return " and c.week between " + week(span.from()) + " and " + week(span.to());
    }

    static void addIncidents(Statements statements, Entries<Long> entries) {
        add(statements, entries, "incidents", Entries::bigints, "::bigint");
    }

    static void addTotals(Statements statements, Entries<BigDecimal> entries) {
        add(statements, entries, "totals", Entries::numerics, "");
    }

    private record Touched(String dimension, String measure, long week) {}

    private static <N extends Number> void add(
            Statements statements,
            Entries<N> entries,
            String column,
            Function<Collection<N>, Object> numbers,
            String type) {
        var rows = new ArrayList<Object[]>();
        var touched = new ArrayList<Touched>();
        entries.bySeries()
                .forEach((series, ofSeries) -> byWeek(ofSeries).forEach((week, ofWeek) -> {
                    var columns = Entries.columns(ofWeek, numbers);
                    rows.add(new Object[] {
                        series.dimension(),
                        series.measure(),
                        week,
                        ofWeek.size(),
                        columns[0],
                        columns[1],
                        columns[2],
                        columns[3]
                    });
                    touched.add(new Touched(series.dimension(), series.measure(), week));
                }));
        statements.runAll(
                "insert into count_detail (dimension, measure, week, level, entries, tag_values, kinds, starts, "
                        + column + ") values ($1, $2, $3, 1, $4, $5, $6, $7, $8)",
                rows);
        putTogether(statements, touched, together(column, type));
    }

    private static String together(String column, String type) {
        return """
                with old as (
                    delete from count_detail where dimension = $1 and measure = $2 and week = $3 and level = $4
                    returning tag_values, kinds, starts, %1$s),
                sums as (
                    select u.value, u.kind, u.start, sum(u.change)%2$s as change
                    from old cross join lateral unnest(tag_values, kinds, starts, %1$s) as u (value, kind, start, change)
                    group by u.value, u.kind, u.start having sum(u.change) <> 0)
                insert into count_detail (dimension, measure, week, level, entries, tag_values, kinds, starts, %1$s)
                select $1, $2, $3, $4 + 1, count(*), array_agg(value), array_agg(kind), array_agg(start), array_agg(change)
                from sums having count(*) > 0
                """.formatted(column, type);
    }

    private static <N> Map<Long, Map<Entry, N>> byWeek(Map<Entry, N> entries) {
        var weeks = new HashMap<Long, Map<Entry, N>>();
        entries.forEach((entry, change) -> weeks.computeIfAbsent(week(entry.start()), week -> new HashMap<>())
                .put(entry, change));
        return weeks;
    }

    private static void putTogether(Statements statements, List<Touched> touched, String sql) {
        if (touched.isEmpty()) {
            return;
        }
        for (var row : statements.run(
                MANY,
                touched.stream().map(Touched::dimension).toArray(String[]::new),
                touched.stream().map(Touched::measure).toArray(String[]::new),
                touched.stream().map(Touched::week).toArray(Long[]::new),
                TOGETHER,
                MOST_ENTRIES)) {
            statements.run(
                    sql,
                    row.getString("dimension"),
                    row.getString("measure"),
                    row.getLong("week"),
                    row.getInteger("level"));
        }
    }
}
