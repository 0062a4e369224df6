package dev.recur.service.paging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.recur.service.problem.ProblemException;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.MalformedJson;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A position in a list, by the sort key of its last item; opaque to callers. */
public record Cursor(List<String> key) {

    public static Cursor of(Object... key) {
        return new Cursor(List.of(key).stream().map(Object::toString).toList());
    }

    /** What callers see. */
    public String text() {
        var array = JsonNodeFactory.instance.arrayNode();
        key.forEach(array::add);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.write(array));
    }

    /**
     * The cursor that a caller sent back.
     *
     * @param parts how many parts its key has
     * @throws ProblemException 400 when it is none of ours
     */
    public static @Nullable Cursor parse(@Nullable String text, int parts) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.UTF_8));
            if (Json.read(bytes) instanceof ArrayNode array
                    && array.size() == parts
                    && StreamSupport.stream(array.spliterator(), false).allMatch(Cursor::isPart)) {
                return new Cursor(StreamSupport.stream(array.spliterator(), false)
                        .map(JsonNode::textValue)
                        .toList());
            }
        } catch (IllegalArgumentException | MalformedJson e) {
            throw invalid();
        }
        throw invalid();
    }

    /**
     * A part of the key that is a time.
     *
     * @throws ProblemException 400 when it is none
     */
    public Instant time(int part) {
        return ObjectReader.time(key.get(part), "", new Problems()).orElseThrow(Cursor::invalid);
    }

    /**
     * A part of the key that is a UUID.
     *
     * @throws ProblemException 400 when it is none
     */
    public UUID uuid(int part) {
        return ObjectReader.uuid(key.get(part), "", new Problems()).orElseThrow(Cursor::invalid);
    }

    /** We wrote text, and none that a store would choke on. */
    private static boolean isPart(JsonNode node) {
        return node.isTextual() && ObjectReader.storageProblem(node.textValue()).isEmpty();
    }

    private static ProblemException invalid() {
        return ProblemException.badRequest("cursor: is none that this list gave; leave it out to start anew");
    }
}
