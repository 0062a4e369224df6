package dev.recur.ingest.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.report.Severity;
import dev.recur.wire.tag.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which labels of a sender say what.
 *
 * @param dimensions for each dimension the labels that fill it, the first present one wins
 * @param severity the labels that say how bad it is, the first whose word is known wins
 */
public record Labels(Map<String, List<String>> dimensions, List<String> severity) {

    /** What labels mean unless a source is configured otherwise. */
    public static final Labels USUAL = new Labels(usualDimensions(), List.of("severity", "priority"));

    public Labels {
        dimensions = Map.copyOf(dimensions);
        severity = List.copyOf(severity);
    }

    private static Map<String, List<String>> usualDimensions() {
        var dimensions = new TreeMap<String, List<String>>();
        Dimension.BUILT_IN.forEach(dimension -> dimensions.put(dimension, List.of(dimension)));
        dimensions.put("component", List.of("component", "service", "app", "application"));
        dimensions.put("team", List.of("team", "owner", "squad"));
        dimensions.put("environment", List.of("environment", "env", "stage"));
        return dimensions;
    }

    /** The same with other labels for some dimensions, or for {@code severity}. */
    public Labels with(Map<String, List<String>> others) {
        var changed = new TreeMap<>(dimensions);
        changed.putAll(others);
        var severityLabels = changed.remove("severity");
        return new Labels(changed, severityLabels == null ? severity : severityLabels);
    }

    /** The tags that labels say, one value a dimension. */
    Map<String, String> tags(ObjectNode labels) {
        var tags = new TreeMap<String, String>();
        dimensions.forEach(
                (dimension, names) -> values(labels, names).findFirst().ifPresent(value -> tags.put(dimension, value)));
        return tags;
    }

    /** The severity that labels say; unknown for words that nobody knows, empty where nothing is said. */
    Optional<Severity> severity(ObjectNode labels) {
        var words = values(labels, severity).toList();
        var known = words.stream()
                .map(SeverityWords::meaning)
                .flatMap(Optional::stream)
                .findFirst();
        return known.isPresent() || words.isEmpty() ? known : Optional.of(Severity.UNKNOWN);
    }

    private static Stream<String> values(ObjectNode labels, List<String> names) {
        var values = new ArrayList<String>();
        names.stream()
                .map(labels::get)
                .filter(Objects::nonNull)
                .filter(JsonNode::isValueNode)
                .filter(node -> !node.isNull())
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank())
                .forEach(values::add);
        return values.stream();
    }
}
