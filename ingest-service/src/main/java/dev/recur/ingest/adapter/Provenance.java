package dev.recur.ingest.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * From where in a payload each fact comes: the places where saying something else changes it. That is true of any
 * mapping, ours or not, and costs one evaluation for each place; it is for dry runs.
 */
public final class Provenance {

    /** Where a fact comes from that nothing in the payload changes. */
    public static final String MAPPING = "the mapping";

    /** Where a fact comes from that the sender does not tell. */
    public static final String RECEIPT = "time of receipt";

    private static final String KIND_OF_SOURCE = "the source's kind";
    private static final String TAGS_OF_SOURCE = "the source's default tags";
    private static final String DETECTION = "tags/detection";
    private static final String AN_ALERT = "what is not said otherwise is an alert";
    private static final Duration LONGEST = Duration.ofMillis(1_500);

    private final Adapter adapter;
    private final Payload payload;
    private final List<Adapted> made;
    private final List<Map<String, List<String>>> places = new ArrayList<>();

    private Provenance(Adapter adapter, Payload payload, List<Adapted> made) {
        this.adapter = adapter;
        this.payload = payload;
        this.made = made;
        made.forEach(each -> places.add(new TreeMap<>()));
    }

    /**
     * For each item that an adapter made of a payload, the places by the name of the fact: {@code title}, {@code
     * tags/component}.
     */
    public static List<Map<String, List<String>>> of(Adapter adapter, Payload payload, List<Adapted> made) {
        return new Provenance(adapter, payload, made).found();
    }

    private List<Map<String, List<String>>> found() {
        var begin = System.nanoTime();
        var later = new Payload(
                payload.body(), payload.headers(), payload.received().minusSeconds(61));
        compare(later, RECEIPT);
        new TreeMap<>(payload.headers()).forEach((name, value) -> {
            var headers = new HashMap<>(payload.headers());
            headers.put(name, value + "~");
            compare(new Payload(payload.body(), headers, payload.received()), "header " + name);
        });
        for (var leaf : Leaf.of(payload.body())) {
            if (System.nanoTime() - begin > LONGEST.toNanos()) {
                break;
            }
            compare(new Payload(leaf.changed(payload.body()), payload.headers(), payload.received()), leaf.place());
        }
        var plain = facts(adapter.withoutSettings(), payload);
        for (int i = 0; i < made.size(); i++) {
            rest(facts(made.get(i)), i < plain.size() ? plain.get(i) : Map.of(), places.get(i));
        }
        return places;
    }

    private void compare(Payload other, String place) {
        var changed = facts(adapter, other);
        if (changed.size() != made.size()) {
            return;
        }
        for (int i = 0; i < made.size(); i++) {
            var found = places.get(i);
            var after = changed.get(i);
            facts(made.get(i)).forEach((name, value) -> {
                var now = after.get(name);
                if (now != null && !now.equals(value)) {
                    found.computeIfAbsent(name, any -> new ArrayList<>()).add(place);
                }
            });
        }
    }

    /** What nothing in the payload changes comes from the source's settings, or from the mapping itself. */
    private static void rest(
            Map<String, JsonNode> facts, Map<String, JsonNode> plain, Map<String, List<String>> found) {
        facts.forEach((name, value) -> found.computeIfAbsent(
                name,
                any -> List.of(
                        plain.containsKey(name)
                                ? name.equals(DETECTION) && Adapter.isTaken(value) ? AN_ALERT : MAPPING
                                : name.equals("kind") ? KIND_OF_SOURCE : TAGS_OF_SOURCE)));
    }

    private static List<Map<String, JsonNode>> facts(Adapter adapter, Payload payload) {
        try {
            return adapter.adapt(payload).stream().map(Provenance::facts).toList();
        } catch (Mapping.CannotMap | Mapping.NoTimeToMap e) {
            return List.of();
        }
    }

    private static Map<String, JsonNode> facts(Adapted item) {
        return switch (item) {
            case Adapted.Ignored ignored -> Map.of();
            case Adapted.Candidate(var report) -> {
                var facts = new TreeMap<String, JsonNode>();
                report.properties().forEach(member -> put(facts, member.getKey(), member.getValue()));
                yield facts;
            }
        };
    }

    /** Tags and measures are facts of their own. */
    private static void put(Map<String, JsonNode> facts, String name, JsonNode value) {
        switch (value) {
            case ObjectNode parts ->
                parts.properties().forEach(part -> facts.put(name + "/" + part.getKey(), part.getValue()));
            case NullNode nothing -> {}
            default -> facts.put(name, value);
        }
    }
}
