package dev.recur.analysis.count.http;

import dev.recur.analysis.count.CountTable.Line;
import dev.recur.analysis.csv.Csv;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An answer as CSV: a column for every dimension that it is grouped by, and for every measure that there is. */
final class CountCsv {

    private CountCsv() {}

    static String of(List<String> groupBy, List<Line> lines) {
        var measures = new TreeSet<String>();
        lines.forEach(line -> measures.addAll(line.sums().keySet()));
        var header = new ArrayList<>(groupBy);
        header.addAll(List.of("bucket", "from", "to", "incidents", "nearMisses"));
        header.addAll(measures);
        var csv = new StringBuilder(Csv.line(header));
        for (var line : lines) {
            var cells = new ArrayList<@Nullable Object>(line.group().values());
            cells.addAll(List.of(line.bucket(), line.from(), line.to(), line.incidents(), line.nearMisses()));
            measures.forEach(measure -> {
                var sum = line.sums().get(measure);
                cells.add(sum == null ? 0 : sum);
            });
            csv.append(Csv.line(cells));
        }
        return csv.toString();
    }
}
