package dev.recur.wire.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import dev.recur.wire.tag.Dimension;
import dev.recur.wire.tag.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the tags of a report or a marker: by dimension, values as typed. */
public final class TagsReader {

    private TagsReader() {}

    /** The tags of a node, or nothing when it is no object of tags; problems are added. */
    public static Optional<Map<String, List<String>>> read(JsonNode node, String pointer, Problems problems) {
        if (!(node instanceof ObjectNode tags)) {
            problems.add(pointer, "must be an object of arrays, for example {\"component\": [\"payments\"]}");
            return Optional.empty();
        }
        var result = new LinkedHashMap<String, List<String>>();
        tags.properties().forEach(member -> {
            var at = Problems.pointer(pointer, member.getKey());
            Dimension.problem(member.getKey())
                    .ifPresentOrElse(
                            detail -> problems.add(at, detail),
                            () -> result.put(member.getKey(), values(member.getValue(), at, problems)));
        });
        var count = result.values().stream().mapToInt(List::size).sum();
        if (count > Tag.MOST) {
            problems.add(pointer, "must be at most " + Tag.MOST + " tags, was " + count);
        }
        return Optional.of(result);
    }

    private static List<String> values(JsonNode node, String pointer, Problems problems) {
        if (node.isNull()) {
            return List.of();
        }
        if (!node.isArray()) {
            problems.add(pointer, "must be an array of strings, for example [\"payments\"]");
            return List.of();
        }
        if (node.size() > Tag.MOST_VALUES) {
            problems.add(pointer, "must have at most " + Tag.MOST_VALUES + " values, had " + node.size());
            return List.of();
        }
        var result = new ArrayList<String>();
        for (int i = 0; i < node.size(); i++) {
            value(node.get(i), Problems.pointer(pointer, i), problems).ifPresent(result::add);
        }
        return result;
    }

    private static Optional<String> value(JsonNode node, String pointer, Problems problems) {
        if (node.isTextual()) {
            var length = Tag.normalise(node.textValue()).length();
            if (length < 1 || length > Tag.LONGEST_VALUE) {
                problems.add(pointer, "must be 1 to " + Tag.LONGEST_VALUE + " characters, was " + length);
                return Optional.empty();
            }
        }
        return ObjectReader.text(node, pointer, Json.MAX_STRING, problems);
    }
}
