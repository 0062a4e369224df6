package dev.recur.benchmarks.ingest.load;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What came back. */
final class Tally {

    private static final long LONGEST = 60_000_000;

    private final Map<Integer, Long> statuses = new TreeMap<>();
    private final Histogram served = new Histogram(LONGEST, 3);
    private final Histogram refused = new Histogram(LONGEST, 3);
    private long broken;
    private long sent;

    void sent() {
        sent++;
    }

    /** The request was answered; times in nanoseconds. */
    void answered(int status, long sinceIntended, long sinceSent) {
        statuses.merge(status, 1L, Long::sum);
        if (status < 300) {
            served.recordValue(Math.min(LONGEST, sinceIntended / 1_000));
        } else {
            refused.recordValue(Math.min(LONGEST, sinceSent / 1_000));
        }
    }

    void broken() {
        broken++;
    }

    /** As lines of names and values; times in milliseconds. */
    String format(double seconds, int items) {
        var lines = new StringBuilder();
        line(lines, "offered", sent / seconds);
        var good = statuses.entrySet().stream()
                .filter(status -> status.getKey() < 300)
                .mapToLong(Map.Entry::getValue)
                .sum();
        line(lines, "served", good * items / seconds);
        statuses.forEach((status, count) -> line(lines, "status." + status, (double) count));
        line(lines, "broken", (double) broken);
        for (var percentile : new double[] {50, 90, 99, 99.9}) {
            line(lines, "served.p" + percentile, served.getValueAtPercentile(percentile) / 1_000.0);
        }
        line(lines, "refused.max", refused.getMaxValue() / 1_000.0);
        line(lines, "refused.p99", refused.getValueAtPercentile(99) / 1_000.0);
        return lines.toString();
    }

    private static void line(StringBuilder lines, String name, double value) {
        lines.append(name).append('=').append(value).append('\n');
    }
}
