package dev.recur.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What it was measured on, and what else the machine had to do. */
public final class Machine {

    private Machine() {}

    public static String describe() throws IOException {
        String model;
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            model = lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown processor");
        }
        return Runtime.getRuntime().availableProcessors() + " cores of " + model + ", JDK " + Runtime.version()
                + ", load " + load();
    }

    /** Average number of processes that want to run: over 1, 5 and 15 minutes. */
    public static String load() throws IOException {
        return String.join(
                " ",
                Files.readString(Path.of("/proc/loadavg")).split(" ", 4)[0],
                Files.readString(Path.of("/proc/loadavg")).split(" ", 4)[1],
                Files.readString(Path.of("/proc/loadavg")).split(" ", 4)[2]);
    }
}
