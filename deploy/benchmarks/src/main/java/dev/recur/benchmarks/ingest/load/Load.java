package dev.recur.benchmarks.ingest.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs the generator in a process of its own. */
public final class Load {

    private Load() {}

    /** What came back, by the names of {@link Tally}. */
    public static Map<String, Double> offer(Plan plan, String cores) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("taskset", "-c", cores));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LoadMain.class.getName()));
        command.addAll(plan.arguments());
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("the load generator failed");
        }
        var values = new TreeMap<String, Double>();
        output.lines().forEach(line -> {
            var equals = line.indexOf('=');
            values.put(line.substring(0, equals), Double.valueOf(line.substring(equals + 1)));
        });
        return values;
    }
}
