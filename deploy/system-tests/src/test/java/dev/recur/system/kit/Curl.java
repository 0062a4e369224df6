package dev.recur.system.kit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The program that everybody tries an API with. */
public final class Curl {

    private static final String ABSENT = "there is no curl on the search path";

    private Curl() {}

    /** What it prints, then a space and the status; leaves the test out where there is no such program, saying so. */
    public static String run(String... arguments) throws IOException, InterruptedException {
        var isThere = Arrays.stream(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "curl")));
        if (!isThere) {
            System.err.println("*** LEFT OUT: " + ABSENT + " ***");
        }
        Assumptions.assumeTrue(isThere, ABSENT);
        var command = new ArrayList<>(List.of("curl", "--silent", "--max-time", "30", "--write-out", " %{http_code}"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
