package dev.recur.ingest.adapter;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One scalar of a body, and a way to say something else in its place.
 *
 * @param pointer to the scalar
 * @param inner to a scalar of the JSON that the scalar at {@code pointer} is a text of; empty where it is not
 */
record Leaf(JsonPointer pointer, JsonPointer inner) {

    private static final Pattern MINUTES = Pattern.compile("(\\d\\d):(\\d\\d)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,30}");

    /** All leaves, in their order. */
    static List<Leaf> of(JsonNode body) {
        var leaves = new ArrayList<Leaf>();
        collect(body, JsonPointer.empty(), pointer -> {
            var embedded = embedded(body.at(pointer));
            if (embedded == null) {
                leaves.add(new Leaf(pointer, JsonPointer.empty()));
            } else {
                collect(embedded, JsonPointer.empty(), inner -> leaves.add(new Leaf(pointer, inner)));
            }
        });
        return leaves;
    }

    /** Where it is, for a reader. */
    String place() {
        return inner.matches() ? pointer.toString() : pointer + " (JSON) " + inner;
    }

    /** The body with something else in this place. */
    JsonNode changed(JsonNode body) {
        var copy = body.deepCopy();
        if (inner.matches()) {
            return replaced(copy, pointer, other(body.at(pointer)));
        }
        var text = body.at(pointer).textValue();
        var embedded = LenientJson.read(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        var changed = replaced(embedded, inner, other(embedded.at(inner)));
        return replaced(copy, pointer, Json.object().textNode(new String(Json.write(changed), StandardCharsets.UTF_8)));
    }

    private interface Place {
        void at(JsonPointer pointer);
    }

    private static void collect(JsonNode node, JsonPointer at, Place place) {
        switch (node) {
            case ObjectNode object ->
                object.properties()
                        .forEach(member -> collect(member.getValue(), at.appendProperty(member.getKey()), place));
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    collect(array.get(i), at.appendIndex(i), place);
                }
            }
            default -> {
                if (!node.isNull()) {
                    place.at(at);
                }
            }
        }
    }

    private static @Nullable JsonNode embedded(JsonNode node) {
        if (!node.isTextual()
                || !(node.textValue().startsWith("{") || node.textValue().startsWith("["))) {
            return null;
        }
        return LenientJson.read(node.textValue().getBytes(StandardCharsets.UTF_8))
                .filter(ContainerNode.class::isInstance)
                .orElse(null);
    }

    private static JsonNode replaced(JsonNode root, JsonPointer at, JsonNode value) {
        if (at.matches()) {
            return value;
        }
        switch (root.at(at.head())) {
            case ObjectNode parent -> parent.set(at.last().getMatchingProperty(), value);
            case ArrayNode parent -> parent.set(at.last().getMatchingIndex(), value);
            default -> throw new IllegalStateException("a leaf has a parent");
        }
        return root;
    }

    /** Of the same sort, so that a time stays a time. */
    private static JsonNode other(JsonNode node) {
        var nodes = Json.object();
        if (node.isBoolean()) {
            return nodes.booleanNode(!node.booleanValue());
        }
        if (node.isNumber()) {
            return nodes.numberNode(node.decimalValue().add(BigDecimal.ONE));
        }
        var text = node.asText();
        if (NUMBER.matcher(text).matches()) {
            return nodes.textNode(new BigDecimal(text).add(BigDecimal.ONE).toPlainString());
        }
        if (LenientTime.parse(text).isPresent()) {
            return nodes.textNode(MINUTES.matcher(text)
                    .replaceFirst(found ->
                            "%s:%02d".formatted(found.group(1), (Integer.parseInt(found.group(2)) + 1) % 60)));
        }
        return nodes.textNode(text + "~");
    }
}
