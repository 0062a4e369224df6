package dev.recur.analysis.count.postgres;

import dev.recur.analysis.count.Contribution;
import dev.recur.analysis.incident.Fold;
import dev.recur.analysis.incident.Incident;
import dev.recur.analysis.incident.postgres.IncidentQuery;
import dev.recur.analysis.incident.postgres.ReportRows;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.wire.matcher.Matchers;
import dev.recur.wire.window.TimeSpan;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Proves that the stored counts are what counting would give: folds every incident's reports anew, compares it with what
 * is stored, counts it, and compares the counts. Sees one snapshot, so that batches may go on meanwhile.
 */
public final class Recount {

    private static final int MOST_DIFFERENCES = 100;
    private static final TimeSpan EVER =
            new TimeSpan(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-01-01T00:00:00Z"));

    private Recount() {}

    /**
     * What a recount found.
     *
     * @param differences at most the first hundred, in words
     */
    public record Result(boolean equal, long incidents, long counts, List<String> differences) {}

    public static Result of(Statements statements) {
        statements.run("set transaction isolation level repeatable read, read only");
        var differences = new ArrayList<String>();
        var contribution = new Contribution();
        var incidents = new ArrayList<Incident>();
        new IncidentQuery(Matchers.NONE, Set.of(), EVER, null, null, false).forEach(statements, incidents::add);
        for (int from = 0; from < incidents.size(); from += 1000) {
            var portion = incidents.subList(from, Math.min(from + 1000, incidents.size()));
            var reports = ReportRows.of(
                    statements, portion.stream().map(Incident::incidentId).toList());
            for (var incident : portion) {
                var folded = Fold.of(reports.getOrDefault(incident.incidentId(), List.of()));
                if (!sameContribution(incident, folded)) {
                    differences.add("incident " + incident.incidentId() + " is not the fold of its reports");
                }
                contribution.change(null, folded);
            }
        }
        compare("count", contribution.incidents(), storedCounts(statements), differences);
        compare("sum", contribution.measures(), storedMeasures(statements), differences);
        return new Result(
                differences.isEmpty(),
                incidents.size(),
                contribution.incidents().size(),
                differences.stream().limit(MOST_DIFFERENCES).toList());
    }

    /** What an incident adds to counts is all that a fold could have got wrong for them. */
    private static boolean sameContribution(Incident stored, Incident folded) {
        var difference = new Contribution();
        difference.change(stored, folded);
        return difference.incidents().isEmpty() && difference.measures().isEmpty();
    }

    private static <K> void compare(
            String what, Map<K, ? extends Number> counted, Map<K, ? extends Number> stored, List<String> differences) {
        var keys = new LinkedHashSet<K>(counted.keySet());
        keys.addAll(stored.keySet());
        for (var key : keys) {
            var expected = decimal(counted.get(key));
            var found = decimal(stored.get(key));
            if (expected.compareTo(found) != 0) {
                differences.add("the " + what + " of " + key + " is stored as " + found + ", counted " + expected);
            }
        }
    }

    private static BigDecimal decimal(@Nullable Number number) {
        return number == null ? BigDecimal.ZERO : new BigDecimal(number.toString());
    }

    private static Map<Contribution.Key, Long> storedCounts(Statements statements) {
        var counts = new TreeMap<Contribution.Key, Long>();
        for (var row : statements.run("select * from tag_count where incidents <> 0")) {
            counts.put(key(row), row.getLong("incidents"));
        }
        return counts;
    }

    private static Map<Contribution.MeasureKey, BigDecimal> storedMeasures(Statements statements) {
        var totals = new TreeMap<Contribution.MeasureKey, BigDecimal>();
        for (var row : statements.run("select * from tag_measure where total <> 0")) {
            totals.put(new Contribution.MeasureKey(key(row), row.getString("measure")), row.getBigDecimal("total"));
        }
        return totals;
    }

    private static Contribution.Key key(Row row) {
        return new Contribution.Key(
                row.getString("dimension"),
                row.getString("value"),
                row.getString("kind"),
                Times.get(row, "quarter_hour"),
                row.getShort("slot"));
    }
}
