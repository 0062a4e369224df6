package dev.recur.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The folder {@code deploy}, and programs that look at it. */
final class Deploy {

    static final Path FOLDER = Path.of("..").toAbsolutePath().normalize();

    private static final ObjectMapper YAML = new YAMLMapper();

    private Deploy() {}

    /** The documents of a YAML file. */
    static List<JsonNode> documents(String yaml) throws IOException {
        try (var values = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            return values.readAll();
        }
    }

    /**
     * What the command prints, errors too.
     *
     * @throws IOException with what it printed when it fails, takes longer than two minutes, or is not there
     */
    static String run(Path folder, String... command) throws IOException, InterruptedException {
        var output = Files.createTempFile("recur-checks", ".txt");
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + " takes too long");
            }
            var printed = Files.readString(output, StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " failed: " + printed);
            }
            return printed;
        } finally {
            Files.delete(output);
        }
    }

    /** Skips the test, and says so. */
    static <T> T leaveOut(String what) {
        System.err.println("*** LEFT OUT: " + what + " ***");
        return Assumptions.abort(what);
    }
}
