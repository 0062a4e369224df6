package dev.recur.analysis.taxonomy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.analysis.taxonomy.Taxonomy.Axis;
import dev.recur.analysis.taxonomy.Taxonomy.Value;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import dev.recur.wire.tag.Dimension;
import dev.recur.wire.tag.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The taxonomy as JSON; reading collects every problem. */
public final class TaxonomyJson {

    private static final int MOST_DIMENSIONS = 200;
    private static final int MOST_VALUES = 5000;
    private static final int LONGEST_DESCRIPTION = 1000;

    private final Problems problems;

    private TaxonomyJson(Problems problems) {
        this.problems = problems;
    }

    /** The dimensions of a body, or nothing when there are problems with it. */
    public static Optional<List<Axis>> read(JsonNode body, Problems problems) {
        if (!(body instanceof ObjectNode node)) {
            problems.add("", "must be an object with dimensions");
            return Optional.empty();
        }
        var object = new ObjectReader(node, "", problems);
        // What an answer adds may be sent back.
        object.refuseUnknown(List.of("dimensions", "version", "computed"));
        var axes = new TaxonomyJson(problems).axes(object.node("dimensions"));
        return problems.isEmpty() ? Optional.of(axes) : Optional.empty();
    }

    /** As callers see it. */
    public static ObjectNode write(Taxonomy taxonomy) {
        var json = Json.object();
        json.put("version", taxonomy.version());
        var dimensions = json.putArray("dimensions");
        taxonomy.dimensions().forEach(axis -> dimensions.add(write(axis)));
        return json;
    }

    private static ObjectNode write(Axis axis) {
        var json = Json.object();
        json.put("name", axis.name());
        json.put("description", axis.description());
        json.put("closed", axis.closed());
        var values = json.putArray("values");
        axis.values().forEach(value -> {
            var item = values.addObject();
            item.put("name", value.name());
            item.put("description", value.description());
            item.put("replacedBy", value.replacedBy());
        });
        return json;
    }

    private List<Axis> axes(@Nullable JsonNode node) {
        var axes = new ArrayList<Axis>();
        if (!(node instanceof ArrayNode array) || array.size() > MOST_DIMENSIONS) {
            problems.add("/dimensions", "must be an array of at most " + MOST_DIMENSIONS + " dimensions");
            return axes;
        }
        var names = new HashSet<String>();
        for (int i = 0; i < array.size(); i++) {
            var at = Problems.pointer("/dimensions", i);
            if (!(array.get(i) instanceof ObjectNode item)) {
                problems.add(at, "must be an object");
                continue;
            }
            var object = new ObjectReader(item, at, problems);
            object.refuseUnknown(List.of("name", "description", "closed", "values"));
            var name = object.requiredText("name", 40);
            if (name != null) {
                Dimension.problem(name).ifPresent(detail -> problems.add(object.pointer("name"), detail));
                if (!names.add(name)) {
                    problems.add(object.pointer("name"), "stands twice");
                }
                var description = object.text("description", LONGEST_DESCRIPTION);
                axes.add(new Axis(name, description, closed(object), values(object)));
            }
        }
        return axes;
    }

    private boolean closed(ObjectReader object) {
        var node = object.node("closed");
        if (node != null && !node.isBoolean()) {
            problems.add(object.pointer("closed"), "must be true or false");
        }
        return node != null && node.asBoolean();
    }

    private List<Value> values(ObjectReader axis) {
        var values = new ArrayList<Value>();
        var node = axis.node("values");
        if (node == null) {
            return values;
        }
        var pointer = axis.pointer("values");
        if (!(node instanceof ArrayNode array) || array.size() > MOST_VALUES) {
            problems.add(pointer, "must be an array of at most " + MOST_VALUES + " values");
            return values;
        }
        var replacedBy = new HashMap<String, String>();
        var names = new HashSet<String>();
        for (int i = 0; i < array.size(); i++) {
            var at = Problems.pointer(pointer, i);
            if (!(array.get(i) instanceof ObjectNode item)) {
                problems.add(at, "must be an object, for example {\"name\": \"config\"}");
                continue;
            }
            var object = new ObjectReader(item, at, problems);
            object.refuseUnknown(List.of("name", "description", "replacedBy"));
            var value = new Value(
                    name(object, "name", object.requiredText("name", Tag.LONGEST_VALUE)),
                    object.text("description", LONGEST_DESCRIPTION),
                    replacement(object));
            values.add(value);
            if (!names.add(value.name())) {
                problems.add(object.pointer("name"), "stands twice");
            }
            if (value.replacedBy() != null) {
                replacedBy.put(value.name(), value.replacedBy());
            }
            if (isCircle(value.name(), replacedBy)) {
                problems.add(object.pointer("replacedBy"), "goes in a circle");
                replacedBy.remove(value.name());
            }
        }
        return values;
    }

    private @Nullable String replacement(ObjectReader object) {
        var text = object.text("replacedBy", Tag.LONGEST_VALUE);
        return text == null ? null : name(object, "replacedBy", text);
    }

    private String name(ObjectReader object, String member, @Nullable String text) {
        var name = text == null ? "" : Tag.normalise(text);
        if (text != null && (name.isEmpty() || name.length() > Tag.LONGEST_VALUE)) {
            problems.add(object.pointer(member), "must be 1 to " + Tag.LONGEST_VALUE + " characters");
        }
        return name;
    }

    private static boolean isCircle(String name, Map<String, String> replacedBy) {
        var steps = 0;
        for (var next = replacedBy.get(name); next != null; next = replacedBy.get(next)) {
            if (next.equals(name) || ++steps > replacedBy.size()) {
                return true;
            }
        }
        return false;
    }
}
