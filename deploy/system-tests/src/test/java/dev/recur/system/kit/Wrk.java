package dev.recur.system.kit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** The load generator wrk, posting a report of its own over each of its connections every 20 ms, until it is stopped. */
public final class Wrk implements AutoCloseable {

    /** So many of its requests may have been answered, at its end, without its counting them. */
    public static final int CONNECTIONS = 16;

    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
    private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern ERRORS =
            Pattern.compile("Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");

    private final Process process;
    private final Path output;

    private Wrk(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * What it said at its end.
     *
     * @param answers that it counted
     * @param failures refusals, connections that broke, and requests that nobody answered
     */
    public record Summary(long answers, long failures, String said) {}

    /** Starts it; nothing where there is no such program, which it says. */
    public static Optional<Wrk> start(URI ingest, String component, Path folder) throws IOException {
        var isThere = Arrays.stream(System.getenv("PATH").split(":", -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "wrk")));
        if (!isThere) {
            System.err.println("*** LEFT OUT: there is no wrk on the search path; deploy/verify gets one ***");
            return Optional.empty();
        }
        var script = Files.writeString(folder.resolve("report.lua"), """
                local number = 0
                function request()
                  number = number + 1
                  return wrk.format("POST", "/api/v1/incidents", {["Content-Type"] = "application/json"}, string.format(
                    '{"externalId": "%1$s-%%d", "title": "Something failed", "tags": {"component": ["%1$s"]}}', number))
                end
                function delay() return 20 end
                """.formatted(component));
        var output = folder.resolve("wrk.out");
        var process = new ProcessBuilder(
                        "wrk",
                        "--threads=1",
                        "--connections=" + CONNECTIONS,
                        "--duration=30m",
                        "--timeout=20s",
                        "--script=" + script,
                        ingest.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return Optional.of(new Wrk(process, output));
    }

    /** Ends it as Ctrl-C does. */
    public Summary stop() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        process.waitFor();
        var said = Files.readString(output);
        return new Summary(sum(REQUESTS, said), sum(REFUSED, said) + sum(ERRORS, said), said);
    }

    private static long sum(Pattern pattern, String said) {
        var found = pattern.matcher(said);
        var sum = 0L;
        if (found.find()) {
            for (int i = 1; i <= found.groupCount(); i++) {
                sum += Long.parseLong(found.group(i));
            }
        }
        return sum;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
