package dev.recur.ingest.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import dev.recur.wire.report.Kind;
import dev.recur.wire.report.Severity;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Makes candidates for reports of a sender's body: the mapping says what is where, the labels say what they mean, and the
 * source's settings fill what nobody said.
 *
 * @param kind of everything the source reports; {@code null} says nothing about it
 * @param tags of whatever has none of that dimension
 */
public record Adapter(
        Mapping mapping, Labels labels, @Nullable Kind kind, Map<String, List<String>> tags) {

    private static final String DETECTION = "detection";
    private static final String CAUSE_ALERT = "cause_alert";

    public Adapter {
        tags = Map.copyOf(tags);
    }

    /**
     * What the mapping makes of a payload, in its order.
     *
     * @throws Mapping.CannotMap when it can make nothing of it
     */
    public List<Adapted> adapt(Payload payload) {
        return StreamSupport.stream(mapping.map(payload).spliterator(), false)
                .map(this::adapted)
                .toList();
    }

    /** The same without what the source's settings add. */
    Adapter withoutSettings() {
        return new Adapter(mapping, labels, null, Map.of());
    }

    /** True of the detection that is taken for granted. */
    static boolean isTaken(JsonNode detections) {
        return detections.path(0).asText().equals(CAUSE_ALERT);
    }

    private Adapted adapted(JsonNode item) {
        if (!(item instanceof ObjectNode made)) {
            return new Adapted.Ignored("the mapping made something that is not an object");
        }
        if (made.hasNonNull("ignored")) {
            return new Adapted.Ignored(made.get("ignored").asText());
        }
        var report = made.deepCopy();
        var said = taken(report, "labels");
        severity(report, said);
        report.set("tags", tags(taken(report, "tags"), said, taken(report, "otherwise")));
        if (kind != null && !report.hasNonNull("kind")) {
            report.put("kind", kind.wireName());
        }
        return new Adapted.Candidate(report);
    }

    private static ObjectNode taken(ObjectNode report, String member) {
        return report.remove(member) instanceof ObjectNode object ? object : Json.object();
    }

    /** The mapping may leave the sender's word as it is. */
    private void severity(ObjectNode report, ObjectNode said) {
        if (report.hasNonNull("severity")) {
            var word = report.get("severity").asText();
            report.put(
                    "severity",
                    SeverityWords.meaning(word).orElse(Severity.UNKNOWN).wireName());
        } else {
            labels.severity(said).ifPresent(severity -> report.put("severity", severity.wireName()));
        }
    }

    /**
     * The mapping's tags before those of labels, those before what the mapping says otherwise, that before the source's.
     * What no sender says to have detected was an
     * alert; a mapping that knows of people who write says {@code "detection": []}.
     */
    private ObjectNode tags(ObjectNode mapped, ObjectNode said, ObjectNode otherwise) {
        var result = mapped.deepCopy();
        var noAlert = result.get(DETECTION) instanceof ArrayNode detections && detections.isEmpty();
        result.properties().removeIf(member -> member.getValue() instanceof ArrayNode values && values.isEmpty());
        Stream.of(said, otherwise)
                .map(labels::tags)
                .forEach(each -> each.forEach((dimension, value) -> {
                    if (!result.has(dimension)) {
                        result.putArray(dimension).add(value);
                    }
                }));
        tags.forEach((dimension, values) -> {
            if (!result.has(dimension)) {
                var array = result.putArray(dimension);
                values.forEach(array::add);
            }
        });
        if (!noAlert && !result.has(DETECTION)) {
            result.putArray(DETECTION).add(CAUSE_ALERT);
        }
        return result;
    }
}
