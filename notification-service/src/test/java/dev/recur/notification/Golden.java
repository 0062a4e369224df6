package dev.recur.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recur.wire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares with the golden files, {@code golden/<channel>/<message>}. With {@code -Drecur.golden.write=true} they are
 * written instead, to be read before they are committed.
 */
public final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final boolean WRITE = Boolean.getBoolean("recur.golden.write");

    private Golden() {}

    public static void assertSame(String file, String actual) {
        var path = FOLDER.resolve(file);
        try {
            if (WRITE) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, actual);
            }
            assertThat(actual).isEqualTo(Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void assertSameJson(String file, byte[] actual) {
        try {
            var pretty = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(Json.read(actual));
            assertSame(file, pretty + "\n");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
