package dev.recur.wire.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What other versions and other people write and read: the files are the contract, not our classes. */
public final class GoldenFile {

    private GoldenFile() {}

    /** The document of a file in {@code golden/}. */
    public static ObjectNode read(String name) {
        try (var file = GoldenFile.class.getResourceAsStream("/golden/" + name + ".json")) {
            return (ObjectNode) Json.read(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document as it travels: without white space, members in the order of the file. */
    public static String text(String name) {
        return new String(Json.write(read(name)), StandardCharsets.UTF_8);
    }
}
