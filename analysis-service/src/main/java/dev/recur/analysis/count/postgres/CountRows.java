package dev.recur.analysis.count.postgres;

import dev.recur.analysis.count.Contribution;
import dev.recur.analysis.count.Contribution.MeasureKey;
import dev.recur.analysis.postgres.Transactions.Statements;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Changes of counts, as batches write them: rows that are only added, so that no batch waits for another however hot a
 * count is. {@link CountMerge} adds them up later; whoever reads counts reads both.
 */
public final class CountRows {

    private static final String ADD_INCIDENTS =
            "insert into count_change (dimension, measure, tag_values, kinds, starts, incidents)"
                    + " values ($1, $2, $3, $4, $5, $6)";

    private static final String ADD_TOTALS =
            "insert into count_change (dimension, measure, tag_values, kinds, starts, totals)"
                    + " values ($1, $2, $3, $4, $5, $6)";

    private CountRows() {}

    /** Adds what a batch changes. */
    public static void change(Statements statements, Contribution contribution) {
        change(statements, contribution.incidents(), contribution.measures());
    }

    static void change(Statements statements, Map<Contribution.Key, Long> counts, Map<MeasureKey, BigDecimal> sums) {
        var incidents = new Entries<Long>(Long::sum);
        counts.forEach((key, change) -> incidents.add(key, "", change));
        statements.runAll(ADD_INCIDENTS, incidents.rows(Entries::bigints));
        var totals = new Entries<BigDecimal>(BigDecimal::add);
        sums.forEach((key, change) -> totals.add(key.key(), key.measure(), change));
        statements.runAll(ADD_TOTALS, totals.rows(Entries::numerics));
    }
}
