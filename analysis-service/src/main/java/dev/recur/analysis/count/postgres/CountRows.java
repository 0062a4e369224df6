package dev.recur.analysis.count.postgres;

import dev.recur.analysis.count.Contribution;
import dev.recur.analysis.count.Contribution.MeasureKey;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Map;

/**
 * Changes of counts, as batches write them: one row that is only added, so that no batch waits for another however hot a
 * count is. {@link CountMerge} adds them up later; whoever reads counts reads both.
 */
public final class CountRows {

    private static final String ADD = "insert into count_delta (dimensions, tag_values, kinds, starts, incidents,"
            + " measures, totals) values ($1, $2, $3, $4, $5, $6, $7)";

    private CountRows() {}

    /** Adds what a batch changes. */
    public static void change(Statements statements, Contribution contribution) {
        change(statements, contribution.incidents(), contribution.measures());
    }

    static void change(Statements statements, Map<Contribution.Key, Long> counts, Map<MeasureKey, BigDecimal> sums) {
        if (counts.isEmpty() && sums.isEmpty()) {
            return;
        }
        var keys = new ArrayList<Contribution.Key>(counts.size() + sums.size());
        var incidents = new ArrayList<Long>(keys.size());
        var measures = new ArrayList<String>(keys.size());
        var totals = new ArrayList<Numeric>(keys.size());
        counts.forEach((key, change) -> {
            keys.add(key);
            incidents.add(change);
            measures.add("");
            totals.add(Numeric.create(0));
        });
        sums.forEach((key, change) -> {
            keys.add(key.key());
            incidents.add(0L);
            measures.add(key.measure());
            totals.add(Numeric.create(change));
        });
        statements.run(
                ADD,
                keys.stream().map(Contribution.Key::dimension).toArray(String[]::new),
                keys.stream().map(Contribution.Key::value).toArray(String[]::new),
                keys.stream().map(Contribution.Key::kind).toArray(String[]::new),
                keys.stream().map(key -> Times.toSql(key.quarterHour())).toArray(OffsetDateTime[]::new),
                incidents.toArray(Long[]::new),
                measures.toArray(String[]::new),
                totals.toArray(Numeric[]::new));
    }
}
