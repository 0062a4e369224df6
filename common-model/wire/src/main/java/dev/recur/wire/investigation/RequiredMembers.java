package dev.recur.wire.investigation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Problems;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What an investigation event must have: Jackson leaves absent components of a record null, whatever their type says. */
final class RequiredMembers {

    private static final List<String> OF_EVENT = List.of(
            "event",
            "sequence",
            "investigationId",
            "status",
            "headline",
            "priority",
            "rule",
            "group",
            "window",
            "threshold",
            "observed",
            "crossedAt",
            "openedAt",
            "updatedAt",
            "belowThreshold",
            "evidenceCount",
            "evidence",
            "history",
            "transitions");

    private static final Map<String, List<String>> OF_OBJECTS =
            Map.of("rule", List.of("id", "name", "version"), "window", List.of("type", "from"));

    private static final Map<String, List<String>> OF_ITEMS = Map.of(
            "evidence", List.of("incidentId", "title", "kind", "severity", "occurredAt"),
            "history", List.of("window", "observed"),
            "transitions", List.of("to", "at", "by"));

    private RequiredMembers() {}

    /** JSON pointer to the first required member that is absent or {@code null}. */
    static Optional<String> firstMissing(ObjectNode event) {
        return Stream.of(
                        missing(event, "", OF_EVENT),
                        OF_OBJECTS.entrySet().stream()
                                .flatMap(required -> missing(
                                        event.path(required.getKey()), "/" + required.getKey(), required.getValue())),
                        OF_ITEMS.entrySet().stream()
                                .flatMap(required -> missingOfItems(
                                        event.path(required.getKey()), "/" + required.getKey(), required.getValue())),
                        missing(event.path("group"), "/group", names(event.path("group"))))
                .flatMap(pointers -> pointers)
                .findFirst();
    }

    private static Stream<String> missing(JsonNode object, String pointer, List<String> members) {
        return members.stream()
                .filter(member -> !object.hasNonNull(member))
                .map(member -> Problems.pointer(pointer, member));
    }

    private static Stream<String> missingOfItems(JsonNode items, String pointer, List<String> members) {
        return IntStream.range(0, items.size())
                .boxed()
                .flatMap(i -> missing(items.get(i), Problems.pointer(pointer, i), members));
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
