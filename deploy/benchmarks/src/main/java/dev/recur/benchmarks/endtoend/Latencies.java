package dev.recur.benchmarks.endtoend;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** How long it took from the acknowledgement of what completed a component's pattern until somebody was told. */
final class Latencies {

    private final Map<String, Long> acknowledgedAt = new ConcurrentHashMap<>();

    void acknowledged(String component) {
        acknowledgedAt.put(component, System.nanoTime());
    }

    /** Waits for the last of them, for a minute at most. */
    void awaitAll(Map<String, Long> heardAt) {
        var deadline = System.nanoTime() + 60_000_000_000L;
        while (!heardAt.keySet().containsAll(acknowledgedAt.keySet()) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(50_000_000L);
        }
    }

    /** Waits for the last of them, and prints. */
    boolean print(String name, Map<String, Long> heardAt, double goalP50, double goalP99) {
        awaitAll(heardAt);
        var histogram = new Histogram(3);
        var missing = 0;
        for (var acknowledged : acknowledgedAt.entrySet()) {
            var heard = heardAt.get(acknowledged.getKey());
            if (heard == null) {
                missing++;
            } else {
                histogram.recordValue(Math.max(0, (heard - acknowledged.getValue()) / 1000));
            }
        }
        var p50 = histogram.getValueAtPercentile(50) / 1000.0;
        var p99 = histogram.getValueAtPercentile(99) / 1000.0;
        var holds = missing == 0 && p50 <= goalP50 && p99 <= goalP99;
        System.out.printf(
                Locale.ROOT,
                "%s: %d told, %d not told; p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms (goal p50 %.0f, p99 %.0f: %s)%n",
                name,
                histogram.getTotalCount(),
                missing,
                p50,
                histogram.getValueAtPercentile(90) / 1000.0,
                p99,
                histogram.getMaxValue() / 1000.0,
                goalP50,
                goalP99,
                holds ? "holds" : "MISSED");
        return holds;
    }
}
