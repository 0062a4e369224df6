package dev.recur.analysis.count.postgres;

import dev.recur.analysis.count.Grain;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.wire.window.OrganisationCalendar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Days and months of counts, which are sums of quarters of an hour: compares them with these, and puts them right. */
public final class GrainRows {

    private static final String QUARTERS = "select c.dimension, c.measure, s.start, u.value, u.kind, u.change"
            + " from count_detail c cross join lateral unnest(c.tag_values, c.kinds, c.starts, c.%s)"
            + " as u (value, kind, quarter_hour, change)"
            + " join unnest($2::timestamptz[], $3::timestamptz[]) as s (quarter_hour, start) using (quarter_hour)";

    private static final String COUNT_DIFFERENCE =
            "select dimension, start, value, kind, sum(change) as difference from ("
                    + QUARTERS.formatted("incidents") + " where c.measure = '' union all"
                    + " select dimension, '', start, value, kind, -incidents from tag_count where grain = $1) as sums"
                    + " group by dimension, start, value, kind having sum(change) <> 0";

    private static final String SUM_DIFFERENCE =
            "select dimension, start, value, kind, measure, sum(change) as difference from ("
                    + QUARTERS.formatted("totals") + " where c.measure <> '' union all"
                    + " select dimension, measure, start, value, kind, -total from tag_measure where grain = $1) as sums"
                    + " group by dimension, start, value, kind, measure having sum(change) <> 0";

    private GrainRows() {}

    /** How many days and months are not the sum of their quarters of an hour. */
    public static long differences(Statements statements, OrganisationCalendar calendar) {
        var differences = 0L;
        var starts = starts(statements);
        for (var grain : Grain.DERIVED) {
            for (var difference : List.of(COUNT_DIFFERENCE, SUM_DIFFERENCE)) {
                differences += statements
                        .run(
                                "select count(*) from (" + difference + ") as d",
                                grain.code(),
                                CountMerge.sql(starts),
                                CountMerge.sql(CountMerge.coarser(starts, grain, calendar)))
                        .iterator()
                        .next()
                        .getLong(0);
            }
        }
        return differences;
    }

    /** Makes days and months the sums that they should be. Nobody else may add counts up meanwhile. */
    public static void putRight(Statements statements, OrganisationCalendar calendar) {
        var starts = starts(statements);
        for (var grain : Grain.DERIVED) {
            var of = CountMerge.sql(CountMerge.coarser(starts, grain, calendar));
            statements.run(
                    "insert into tag_count as c (grain, dimension, start, value, kind, incidents) select $1, d.*"
                            + " from (" + COUNT_DIFFERENCE + ") as d on conflict (grain, dimension, start, value, kind)"
                            + " do update set incidents = c.incidents + excluded.incidents",
                    grain.code(),
                    CountMerge.sql(starts),
                    of);
            statements.run(
                    "insert into tag_measure as c (grain, dimension, start, value, kind, measure, total) select $1, d.*"
                            + " from (" + SUM_DIFFERENCE
                            + ") as d on conflict (grain, dimension, start, value, kind, measure)"
                            + " do update set total = c.total + excluded.total",
                    grain.code(),
                    CountMerge.sql(starts),
                    of);
        }
    }

    private static List<Instant> starts(Statements statements) {
        var starts = new ArrayList<Instant>();
        for (var row : statements.run(
                "select distinct u.start from count_detail c cross join lateral unnest(c.starts) as u (start)")) {
            starts.add(Times.get(row, "start"));
        }
        return starts;
    }
}
