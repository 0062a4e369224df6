package dev.recur.analysis.rule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One value of a rule's group-by, for example {@code {component: payments}}; empty for a rule that does not group. */
public record Group(Map<String, String> values) {

    public Group {
        values = Map.copyOf(values);
    }

    /** The same text for the same group: JSON with its dimensions sorted. */
    public String key() {
        var object = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(values).forEach(object::put);
        return new String(Json.write(object), StandardCharsets.UTF_8);
    }

    /** The group of that {@link #key()}. */
    public static Group ofKey(String key) {
        var object = (ObjectNode) Json.read(key.getBytes(StandardCharsets.UTF_8));
        return new Group(object.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, member -> member.getValue().asText())));
    }

    /** Its values by dimension, in the order of the names. */
    public SequencedMap<String, String> sorted() {
        return new TreeMap<>(values);
    }
}
