package dev.recur.analysis.count.postgres;

import dev.recur.analysis.count.Contribution;
import dev.recur.analysis.postgres.Times;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * Counts or sums by dimension and measure, in memory and as rows of arrays.
 *
 * @param <N> of what kind the numbers are
 */
final class Entries<N extends Number> {

    private final BinaryOperator<N> sum;
    private final Map<Series, Map<Entry, N>> bySeries = new HashMap<>();

    Entries(BinaryOperator<N> sum) {
        this.sum = sum;
    }

    /** What a row is of; of numbers of incidents the measure is empty. */
    record Series(String dimension, String measure) {}

    /** A count of a series. */
    record Entry(String value, String kind, Instant start) {}

    void add(Contribution.Key key, String measure, N change) {
        add(new Series(key.dimension(), measure), new Entry(key.value(), key.kind(), key.quarterHour()), change);
    }

    private void add(Series series, Entry entry, N change) {
        bySeries.computeIfAbsent(series, added -> new HashMap<>()).merge(entry, change, sum);
    }

    /** Adds what a row says. */
    void add(Row row, List<N> changes) {
        var series = new Series(row.getString("dimension"), row.getString("measure"));
        var values = row.getArrayOfStrings("tag_values");
        var kinds = row.getArrayOfStrings("kinds");
        var starts = row.getArrayOfOffsetDateTimes("starts");
        for (int i = 0; i < values.length; i++) {
            add(series, new Entry(values[i], kinds[i], starts[i].toInstant()), changes.get(i));
        }
    }

    boolean isEmpty() {
        return bySeries.isEmpty();
    }

    Map<Series, Map<Entry, N>> bySeries() {
        return bySeries;
    }

    /** The same by other starts, such as those of the days that these are in. */
    Entries<N> startingAt(Function<Instant, Instant> start) {
        var coarser = new Entries<>(sum);
        bySeries.forEach((series, entries) -> entries.forEach((entry, change) ->
                coarser.add(series, new Entry(entry.value(), entry.kind(), start.apply(entry.start())), change)));
        return coarser;
    }

    /** A row a series: its dimension and measure, then the arrays of values, kinds, starts and numbers. */
    List<Object[]> rows(Function<Collection<N>, Object> numbers) {
        var rows = new ArrayList<Object[]>();
        bySeries.forEach((series, entries) -> {
            var columns = columns(entries, numbers);
            rows.add(new Object[] {series.dimension(), series.measure(), columns[0], columns[1], columns[2], columns[3]
            });
        });
        return rows;
    }

    /** The arrays of values, kinds, starts and numbers. */
    static <N> Object[] columns(Map<Entry, N> entries, Function<Collection<N>, Object> numbers) {
        return new Object[] {
            entries.keySet().stream().map(Entry::value).toArray(String[]::new),
            entries.keySet().stream().map(Entry::kind).toArray(String[]::new),
            entries.keySet().stream().map(entry -> Times.toSql(entry.start())).toArray(OffsetDateTime[]::new),
            numbers.apply(entries.values())
        };
    }

    static Object bigints(Collection<Long> numbers) {
        return numbers.toArray(Long[]::new);
    }

    static Object numerics(Collection<BigDecimal> numbers) {
        return numbers.stream().map(Numeric::create).toArray(Numeric[]::new);
    }
}
