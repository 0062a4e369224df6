package dev.recur.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Processor time that processes, with all their descendants, have used. */
public final class Cpu {

    /** Linux counts in hundredths of a second. */
    private static final double TICKS_A_SECOND = 100;

    private static final int USER_TICKS_AFTER_NAME = 11;

    private final Map<String, Long> pids;
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private long since;

    /** Measures from now on. */
    public Cpu(Map<String, Long> pids) {
        this.pids = pids;
        restart();
    }

    public void restart() {
        since = System.nanoTime();
        pids.forEach((name, pid) -> seconds.put(name, used(pid)));
    }

    /** How many processors each has kept busy on average, and how much of one each thing that was done has cost. */
    public String busy(long things) {
        var elapsed =
                (double) (System.nanoTime() - since) / Duration.ofSeconds(1).toNanos();
        return pids.entrySet().stream()
                .map(process -> {
                    var used = used(process.getValue()) - seconds.getOrDefault(process.getKey(), 0.0);
                    return "%s %.2f (%.0f µs each)".formatted(process.getKey(), used / elapsed, used * 1e6 / things);
                })
                .collect(Collectors.joining(", "));
    }

    private static double used(long pid) {
        if (pid == ProcessHandle.current().pid()) {
            // The others are its descendants.
            return ticks(pid, false) / TICKS_A_SECOND;
        }
        var descendants = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid);
        // Of children that have ended only the first knows.
        return Stream.concat(Stream.of(pid), descendants)
                .mapToDouble(each -> ticks(each, each == pid) / TICKS_A_SECOND)
                .sum();
    }

    private static long ticks(long pid, boolean withEndedChildren) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            var ticks = 0L;
            for (int i = 0; i < (withEndedChildren ? 4 : 2); i++) {
                ticks += Long.parseLong(fields[USER_TICKS_AFTER_NAME + i]);
            }
            return ticks;
        } catch (IOException e) {
            return 0;
        }
    }
}
