package dev.recur.notification.channel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recur.wire.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A folder with packages of npm, for what their makers publish there only. Where npm is missing, tests say so and skip. */
final class NpmFolder {

    private static final List<String> FILES = List.of("package.json", "signatures.mjs", "cards.mjs");

    private final Path folder;

    private NpmFolder(Path folder) {
        this.folder = folder;
    }

    static NpmFolder installedIn(Path folder) throws IOException, InterruptedException {
        for (var file : FILES) {
            try (var resource = NpmFolder.class.getResourceAsStream("/published/" + file)) {
                Files.copy(Objects.requireNonNull(resource, file), folder.resolve(file));
            }
        }
        var npm = new NpmFolder(folder);
        try {
            npm.run("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error");
        } catch (IOException e) {
            var leftOut = "checks by the makers' own libraries: npm cannot install them here: " + e.getMessage();
            System.err.println("*** LEFT OUT: " + leftOut + " ***");
            Assumptions.abort(leftOut);
        }
        return npm;
    }

    void write(String file, JsonNode content) throws IOException {
        Files.write(folder.resolve(file), Json.write(content));
    }

    void write(String file, String content) throws IOException {
        Files.writeString(folder.resolve(file), content);
    }

    /** What the command prints; throws when it fails. */
    List<String> run(String... command) throws IOException, InterruptedException {
        var output = Files.createTempFile(folder, "output", ".txt");
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
        return printed.lines().toList();
    }
}
