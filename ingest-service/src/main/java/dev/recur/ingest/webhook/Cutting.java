package dev.recur.ingest.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import dev.recur.wire.report.Identity;
import dev.recur.wire.report.ReportCodec;
import dev.recur.wire.tag.Tag;
import java.util.List;
import java.util.Map;

/** Cuts what is too long but still good, and mends text that no store keeps; a wrong type is left for the reader. */
final class Cutting {

    private static final int LONGEST_TITLE = 1_000;
    private static final int LONGEST_SUMMARY = 32 * 1024;
    private static final int MOST_LINKS = 10;
    private static final List<String> IDENTITIES = List.of("externalId", "correlationKey");

    private Cutting() {}

    static ObjectNode cut(ObjectNode candidate) {
        var report = Json.object();
        candidate.properties().stream()
                .filter(member -> clears(member) || !isEmpty(member.getValue()))
                .forEach(member -> report.set(member.getKey(), cutMember(member.getKey(), member.getValue())));
        return report;
    }

    private static JsonNode cutMember(String name, JsonNode value) {
        return switch (name) {
            case "title" -> text(value, LONGEST_TITLE);
            case "summary" -> text(value, LONGEST_SUMMARY);
            case "tags" -> value instanceof ObjectNode tags ? tags(tags) : value;
            case "links" -> value instanceof ArrayNode links ? first(links, MOST_LINKS) : value;
            default -> IDENTITIES.contains(name) ? identity(value) : value;
        };
    }

    /** Cutting an identity would make one incident of several: a long one is replaced by a digest of it. */
    private static JsonNode identity(JsonNode value) {
        if (!value.isValueNode()) {
            return value;
        }
        var text = Text.mended(value.asText());
        return Json.object()
                .textNode(
                        text.length() <= ReportCodec.LONGEST_KEY
                                ? text
                                : Identity.named("long identity", text).toString());
    }

    private static JsonNode text(JsonNode value, int longest) {
        return value.isValueNode() ? Json.object().textNode(Text.cut(value.asText(), longest)) : value;
    }

    private static ObjectNode tags(ObjectNode tags) {
        var result = Json.object();
        var room = new int[] {Tag.MOST};
        tags.properties().forEach(member -> {
            var values = member.getValue() instanceof ArrayNode array
                    ? array
                    : Json.object().arrayNode().add(member.getValue());
            var cut = result.putArray(member.getKey());
            first(values, Math.min(room[0], Tag.MOST_VALUES)).forEach(value -> cut.add(tag(value)));
            room[0] -= cut.size();
            if (cut.isEmpty()) {
                result.remove(member.getKey());
            }
        });
        return result;
    }

    private static JsonNode tag(JsonNode value) {
        return text(value, Tag.LONGEST_VALUE);
    }

    private static ArrayNode first(ArrayNode values, int most) {
        var result = Json.object().arrayNode();
        for (int i = 0; i < Math.min(values.size(), most); i++) {
            result.add(values.get(i));
        }
        return result;
    }

    /** Senders' nulls say nothing and do not reach this; one that a mapping writes is meant. */
    private static boolean clears(Map.Entry<String, JsonNode> member) {
        return member.getValue().isNull() && member.getKey().endsWith("At");
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull()
                || (value.isContainerNode() && value.isEmpty())
                || (value.isTextual() && value.textValue().isBlank());
    }
}
