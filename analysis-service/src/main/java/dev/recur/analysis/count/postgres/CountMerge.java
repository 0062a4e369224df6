package dev.recur.analysis.count.postgres;

import dev.recur.analysis.count.Grain;
import dev.recur.analysis.count.postgres.Entries.Entry;
import dev.recur.analysis.count.postgres.Entries.Series;
import dev.recur.analysis.incident.postgres.DerivationRows;
import dev.recur.analysis.postgres.Locks;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.wire.window.OrganisationCalendar;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Adds up, in every grain, what batches have changed. What is added waits no more, in the same transaction. */
final class CountMerge {

    /** How many changes are added up at once, of a dimension and batch each. */
    static final int MOST = 200;

    private static final String COUNTS = "insert into tag_count as c (grain, dimension, start, value, kind, incidents)"
            + " select $1, * from unnest($2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::bigint[])"
            + " on conflict (grain, dimension, start, value, kind)"
            + " do update set incidents = c.incidents + excluded.incidents";

    private static final String SUMS =
            "insert into tag_measure as c (grain, dimension, start, value, kind, total, measure)"
                    + " select $1, * from unnest($2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::numeric[], $7::text[])"
                    + " on conflict (grain, dimension, start, value, kind, measure)"
                    + " do update set total = c.total + excluded.total";

    private CountMerge() {}

    /** Adds some changes up and returns how many; none when another instance is at it. */
    static int merge(Statements statements) {
        if (!Locks.tryCounts(statements)) {
            return 0;
        }
        var ids = new ArrayList<Long>();
        var incidents = new Entries<Long>(Long::sum);
        var totals = new Entries<BigDecimal>(BigDecimal::add);
        for (var row : statements.run("select * from count_change order by change_id limit $1", MOST)) {
            ids.add(row.getLong("change_id"));
            var ofIncidents = row.getArrayOfLongs("incidents");
            if (ofIncidents != null) {
                incidents.add(row, Arrays.asList(ofIncidents));
            } else {
                var numerics = (Numeric[]) row.getValue("totals");
                totals.add(
                        row,
                        Arrays.stream(numerics).map(Numeric::bigDecimalValue).toList());
            }
        }
        if (ids.isEmpty()) {
            return 0;
        }
        var calendar = DerivationRows.current(statements).calendar();
        DetailRows.addIncidents(statements, incidents);
        DetailRows.addTotals(statements, totals);
        for (var grain : Grain.DERIVED) {
            addUp(statements, COUNTS, grain, incidents.startingAt(starts(grain, calendar)), Entries::bigints, false);
            addUp(statements, SUMS, grain, totals.startingAt(starts(grain, calendar)), Entries::numerics, true);
        }
        statements.run("delete from count_change where change_id = any($1)", (Object) ids.toArray(Long[]::new));
        return ids.size();
    }

    /** The start of the stretch that a quarter of an hour is in; most are asked for many times. */
    private static Function<Instant, Instant> starts(Grain grain, OrganisationCalendar calendar) {
        var known = new HashMap<Instant, Instant>();
        return start -> known.computeIfAbsent(start, asked -> grain.startOf(asked, calendar));
    }

    private record Line<N>(Series series, Entry entry, N change) {

        /** Near the order of the index. */
        static final Comparator<Line<?>> ORDER = Comparator.<Line<?>, String>comparing(
                        line -> line.series().dimension())
                .thenComparing(line -> line.entry().start())
                .thenComparing(line -> line.entry().value());
    }

    private static <N extends Number> void addUp(
            Statements statements,
            String sql,
            Grain grain,
            Entries<N> entries,
            Function<Collection<N>, Object> numbers,
            boolean withMeasures) {
        var lines = new ArrayList<Line<N>>();
        entries.bySeries()
                .forEach((series, ofSeries) -> ofSeries.forEach((entry, change) -> {
                    if (change.doubleValue() != 0) {
                        lines.add(new Line<>(series, entry, change));
                    }
                }));
        if (lines.isEmpty()) {
            return;
        }
        lines.sort(Line.ORDER);
        var parameters = new ArrayList<Object>(List.of(
                grain.code(),
                lines.stream().map(line -> line.series().dimension()).toArray(String[]::new),
                lines.stream().map(line -> Times.toSql(line.entry().start())).toArray(OffsetDateTime[]::new),
                lines.stream().map(line -> line.entry().value()).toArray(String[]::new),
                lines.stream().map(line -> line.entry().kind()).toArray(String[]::new),
                Objects.requireNonNull(
                        numbers.apply(lines.stream().map(Line::change).toList()))));
        if (withMeasures) {
            parameters.add(lines.stream().map(line -> line.series().measure()).toArray(String[]::new));
        }
        statements.run(sql, parameters.toArray());
    }

    /** For each start of a quarter of an hour the start of the stretch of a grain that it is in. */
    static List<Instant> coarser(List<Instant> starts, Grain grain, OrganisationCalendar calendar) {
        return starts.stream().map(start -> grain.startOf(start, calendar)).toList();
    }

    static OffsetDateTime[] sql(List<Instant> times) {
        return times.stream().map(Times::toSql).toArray(OffsetDateTime[]::new);
    }
}
