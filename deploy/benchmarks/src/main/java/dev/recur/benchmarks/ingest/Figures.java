package dev.recur.benchmarks.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The figures of interleaved runs, by what was measured. */
final class Figures {

    private final Map<String, List<Double>> values = new TreeMap<>();

    void add(String what, double value) {
        values.computeIfAbsent(what, name -> new ArrayList<>()).add(value);
    }

    double median(String what) {
        var sorted = values.getOrDefault(what, List.of()).stream().sorted().toList();
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Each figure on a line: its name, its median, all runs. */
    String format() {
        return values.entrySet().stream()
                .map(figure -> String.format(
                        Locale.ROOT,
                        "%-34s %12.1f   (%s)",
                        figure.getKey(),
                        median(figure.getKey()),
                        figure.getValue().stream()
                                .map(value -> String.format(Locale.ROOT, "%.1f", value))
                                .collect(Collectors.joining(", "))))
                .collect(Collectors.joining("\n"));
    }
}
