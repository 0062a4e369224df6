package dev.recur.ingest.webhook;

import dev.recur.wire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Payloads that others test their receivers with. They are not ours to copy: the folder {@code shared/payloads} lies
 * beside this repository or beside a folder above it where there is one; {@code recur.shared} names another place.
 */
final class SharedPayloads {

    private SharedPayloads() {}

    /** One payload; its headers by name in lower case. */
    record Sent(String sender, String file, Map<String, String> headers, Path path) {

        byte[] body() {
            try {
                return Files.readAllBytes(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** True if there are any of a sender; says loudly when not. */
    static boolean areThere(String sender) {
        var are = Files.isDirectory(folder().resolve(sender));
        if (!are) {
            System.err.println("NOT TESTED: real payloads of " + sender + ", there is no folder shared/payloads above "
                    + Path.of("").toAbsolutePath());
        }
        return are;
    }

    static List<Sent> of(String sender) {
        try (var files = Files.list(folder().resolve(sender))) {
            return files.filter(path -> path.toString().endsWith(".json"))
                    .filter(path -> !path.toString().endsWith(".meta.json"))
                    .sorted()
                    .map(path -> sent(sender, path))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sent sent(String sender, Path path) {
        var file = path.getFileName().toString().replace(".json", "");
        try {
            var meta = Json.read(Files.readAllBytes(path.resolveSibling(file + ".meta.json")));
            var headers = new HashMap<String, String>();
            meta.path("headers")
                    .properties()
                    .forEach(header -> headers.put(
                            header.getKey().toLowerCase(Locale.ROOT),
                            header.getValue().asText()));
            return new Sent(sender, file, headers, path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        var named = System.getProperty("recur.shared");
        if (named != null) {
            return Path.of(named, "payloads");
        }
        for (var above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
            var folder = above.resolve("shared/payloads");
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        return Path.of("shared/payloads");
    }
}
