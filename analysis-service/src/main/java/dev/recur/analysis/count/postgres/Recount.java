package dev.recur.analysis.count.postgres;

import dev.recur.analysis.count.Contribution;
import dev.recur.analysis.count.Contribution.MeasureKey;
import dev.recur.analysis.incident.Derivation;
import dev.recur.analysis.incident.Incident;
import dev.recur.analysis.incident.postgres.DerivationRows;
import dev.recur.analysis.incident.postgres.IncidentQuery;
import dev.recur.analysis.incident.postgres.RefoldRows;
import dev.recur.analysis.incident.postgres.ReportRows;
import dev.recur.analysis.postgres.Locks;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.wire.window.CalendarUnit;
import dev.recur.wire.window.TimeSpan;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Proves that the stored counts are what counting would give, month by month: folds every incident's reports anew,
 * compares it with what is stored, counts it, and compares the counts. Sees one snapshot, so that batches may go on
 * meanwhile. A rebuild adds the difference that it found: a batch that is committed meanwhile changes incidents and counts
 * alike, and so not their difference.
 */
public final class Recount {

    private static final int MOST_DIFFERENCES = 100;
    private static final int PORTION = 1000;

    private final Statements statements;
    private final Derivation derivation;
    private final boolean isRefolding;
    private final boolean rebuilds;
    private final List<String> differences = new ArrayList<>();
    private long incidents;
    private long counts;
    private long wrongFolds;
    private long wrong;

    private Recount(Statements statements, boolean rebuilds) {
        this.statements = statements;
        this.derivation = DerivationRows.current(statements);
        this.isRefolding = RefoldRows.isWaiting(statements);
        this.rebuilds = rebuilds;
    }

    /**
     * What a recount found.
     *
     * @param refolding true while incidents wait to be folded anew by a change of taxonomy, markers or settings: these are
     *     counted as they are stored
     * @param differences at most the first hundred, in words
     */
    public record Result(boolean equal, long incidents, long counts, boolean refolding, List<String> differences) {}

    /** Compares; the transaction must see one snapshot. */
    public static Result of(Statements statements) {
        return new Recount(statements, false).result();
    }

    /** Compares, and puts right what is not equal; nothing when counts are just being added up: try again. */
    public static Optional<Result> rebuild(Statements statements) {
        statements.run("set transaction isolation level repeatable read");
        if (!Locks.tryCounts(statements)) {
            return Optional.empty();
        }
        return Optional.of(new Recount(statements, true).result());
    }

    private Result result() {
        bounds().ifPresent(this::compare);
        var calendar = derivation.calendar();
        var grains = GrainRows.differences(statements, calendar);
        if (grains > 0) {
            differ(grains + " days or months are not the sums of their quarters of an hour");
        }
        if (rebuilds && grains > 0) {
            GrainRows.putRight(statements, calendar);
        }
        if (rebuilds && wrongFolds > 0) {
            RefoldRows.addAll(statements);
        }
        return new Result(wrong == 0, incidents, counts, isRefolding, differences);
    }

    private void compare(TimeSpan ever) {
        for (var from = ever.from(); from.isBefore(ever.to()); ) {
            var month = derivation.calendar().spanAt(CalendarUnit.MONTH, from);
            compareMonth(month);
            from = month.to();
        }
    }

    private void compareMonth(TimeSpan month) {
        var contribution = new Contribution();
        var portion = new ArrayList<Incident>();
        IncidentQuery.all(month).forEach(statements, incident -> {
            portion.add(incident);
            if (portion.size() == PORTION) {
                fold(portion, contribution);
            }
        });
        fold(portion, contribution);
        counts += contribution.incidents().size();
        var missing = new HashMap<Contribution.Key, Long>();
        difference(contribution.incidents(), storedCounts(month))
                .forEach((key, difference) -> missing.put(key, difference.longValueExact()));
        var missingSums = difference(contribution.measures(), storedSums(month));
        missing.forEach((key, difference) -> differ("the count of " + key + " lacks " + difference));
        missingSums.forEach((key, difference) -> differ("the sum of " + key + " lacks " + difference));
        if (rebuilds) {
            CountRows.change(statements, missing, missingSums);
        }
    }

    private void fold(List<Incident> portion, Contribution contribution) {
        var reports = ReportRows.of(
                statements, portion.stream().map(Incident::incidentId).toList());
        for (var incident : portion) {
            contribution.change(null, incident);
            var ofIncident = reports.get(incident.incidentId());
            if (!isRefolding && (ofIncident == null || !sameContribution(incident, derivation.fold(ofIncident)))) {
                wrongFolds++;
                differ("incident " + incident.incidentId() + " is not the fold of its reports");
            }
        }
        incidents += portion.size();
        portion.clear();
    }

    private void differ(String words) {
        wrong++;
        if (differences.size() < MOST_DIFFERENCES) {
            differences.add(words);
        }
    }

    /** What an incident adds to counts is all that a fold could have got wrong for them. */
    private static boolean sameContribution(Incident stored, Incident folded) {
        var difference = new Contribution();
        difference.change(stored, folded);
        return difference.incidents().isEmpty() && difference.measures().isEmpty();
    }

    private static <K> Map<K, BigDecimal> difference(Map<K, ? extends Number> counted, Map<K, BigDecimal> stored) {
        var difference = new HashMap<K, BigDecimal>();
        var keys = new HashSet<K>(counted.keySet());
        keys.addAll(stored.keySet());
        for (var key : keys) {
            var number = counted.get(key);
            var expected = number == null ? BigDecimal.ZERO : new BigDecimal(number.toString());
            var missing = expected.subtract(stored.getOrDefault(key, BigDecimal.ZERO));
            if (missing.signum() != 0) {
                difference.put(key, missing);
            }
        }
        return difference;
    }

    private Optional<TimeSpan> bounds() {
        var row = statements
                .run("select least((select min(time) from incident), (select min(start) from tag_count),"
                        + " (select min(u.start) from count_change c cross join lateral unnest(c.starts) as u (start)),"
                        + " (select to_timestamp(min(week) * 604800.0) from count_detail)) as first,"
                        + " greatest((select max(time) from incident), (select max(start) from tag_count),"
                        + " (select max(u.start) from count_change c cross join lateral unnest(c.starts) as u (start)),"
                        + " (select to_timestamp((max(week) + 1) * 604800.0) from count_detail)) as last")
                .iterator()
                .next();
        return row.getOffsetDateTime("first") == null
                ? Optional.empty()
                : Optional.of(new TimeSpan(
                        Times.get(row, "first"), Times.get(row, "last").plusSeconds(1)));
    }

    private Map<Contribution.Key, BigDecimal> storedCounts(TimeSpan month) {
        var stored = new HashMap<Contribution.Key, BigDecimal>();
        for (var row : stored(month, false)) {
            stored.put(key(row), row.getBigDecimal("total"));
        }
        return stored;
    }

    private Map<MeasureKey, BigDecimal> storedSums(TimeSpan month) {
        var stored = new HashMap<MeasureKey, BigDecimal>();
        for (var row : stored(month, true)) {
            stored.put(new MeasureKey(key(row), row.getString("measure")), row.getBigDecimal("total"));
        }
        return stored;
    }

    private Iterable<Row> stored(TimeSpan month, boolean sums) {
        var entries = "select c.dimension, c.measure, u.value, u.kind, u.start, u.change";
        var inMonth = " and u.start >= $1 and u.start < $2";
        return statements.run(
                "select dimension, measure, value, kind, start, sum(change) as total from (" + entries
                        + DetailRows.entries("count_detail", sums) + DetailRows.weeks(month) + inMonth + " union all "
                        + entries + DetailRows.entries("count_change", sums) + inMonth
                        + ") as all_entries group by dimension, measure, value, kind, start having sum(change) <> 0",
                Times.toSql(month.from()),
                Times.toSql(month.to()));
    }

    private static Contribution.Key key(Row row) {
        return new Contribution.Key(
                row.getString("dimension"), row.getString("value"), row.getString("kind"), Times.get(row, "start"));
    }
}
