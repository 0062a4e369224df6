package dev.recur.analysis.count.postgres;

import dev.recur.analysis.count.Grain;
import dev.recur.analysis.incident.postgres.DerivationRows;
import dev.recur.analysis.postgres.Locks;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.wire.window.OrganisationCalendar;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Adds up, in every grain, what batches have changed. What is added waits no more, in the same transaction. */
final class CountMerge {

    /** How many batches' changes are added up at once. */
    static final int MOST = 50;

    /** The changes of some batches, each with the start of its stretch of a grain. */
    private static final String CHANGES = """
             from count_delta d
             cross join lateral unnest(d.dimensions, d.tag_values, d.kinds, d.starts, d.incidents, d.measures, d.totals)
                 as u (dimension, value, kind, quarter_hour, incidents, measure, total)
             join unnest($3::timestamptz[], $4::timestamptz[]) as s (quarter_hour, start) using (quarter_hour)
             where d.delta_id = any($1)
            """;

    private static final String COUNTS = "insert into tag_count as c (grain, dimension, start, value, kind, incidents)"
            + " select $2, u.dimension, s.start, u.value, u.kind, sum(u.incidents)" + CHANGES + " and u.incidents <> 0"
            + " group by 2, 3, 4, 5 having sum(u.incidents) <> 0 order by 2, 3, 4, 5"
            + " on conflict (grain, dimension, start, value, kind)"
            + " do update set incidents = c.incidents + excluded.incidents";

    private static final String SUMS =
            "insert into tag_measure as c (grain, dimension, start, value, kind, measure, total)"
                    + " select $2, u.dimension, s.start, u.value, u.kind, u.measure, sum(u.total)" + CHANGES
                    + " and u.measure <> '' group by 2, 3, 4, 5, 6 having sum(u.total) <> 0 order by 2, 3, 4, 5, 6"
                    + " on conflict (grain, dimension, start, value, kind, measure)"
                    + " do update set total = c.total + excluded.total";

    private CountMerge() {}

    /** Adds some changes up and returns of how many batches; none when another instance is at it. */
    static int merge(Statements statements) {
        if (!Locks.tryCounts(statements)) {
            return 0;
        }
        var found = new ArrayList<Long>();
        for (var row : statements.run("select delta_id from count_delta order by delta_id limit $1", MOST)) {
            found.add(row.getLong(0));
        }
        if (found.isEmpty()) {
            return 0;
        }
        var ids = found.toArray(Long[]::new);
        var starts = starts(statements, ids);
        var calendar = DerivationRows.current(statements).calendar();
        for (var grain : Grain.values()) {
            var of = coarser(starts, grain, calendar);
            statements.run(COUNTS, ids, grain.code(), sql(starts), sql(of));
            statements.run(SUMS, ids, grain.code(), sql(starts), sql(of));
        }
        statements.run("delete from count_delta where delta_id = any($1)", (Object) ids);
        return ids.length;
    }

    private static List<Instant> starts(Statements statements, Long[] ids) {
        var starts = new ArrayList<Instant>();
        for (var row : statements.run(
                "select distinct u.start from count_delta d cross join lateral unnest(d.starts) as u (start)"
                        + " where d.delta_id = any($1)",
                (Object) ids)) {
            starts.add(Times.get(row, "start"));
        }
        return starts;
    }

    /** For each start of a quarter of an hour the start of the stretch of a grain that it is in. */
    static List<Instant> coarser(List<Instant> starts, Grain grain, OrganisationCalendar calendar) {
        return starts.stream().map(start -> grain.startOf(start, calendar)).toList();
    }

    static OffsetDateTime[] sql(List<Instant> times) {
        return times.stream().map(Times::toSql).toArray(OffsetDateTime[]::new);
    }
}
