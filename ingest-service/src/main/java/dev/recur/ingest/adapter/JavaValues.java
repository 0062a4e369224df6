package dev.recur.ingest.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSON as JSONata has it, and back. JSON's {@code null} is left out: to a mapping it is as good as absent, and so is text
 * that is nothing but a placeholder which the sender's template did not expand. JSONata keeps 15 digits of a number:
 * longer integers, which are always identities, become text.
 */
final class JavaValues {

    private static final long LARGEST_EXACT = 999_999_999_999_999L;

    /** As Datadog, New Relic, Zabbix, PRTG, Dynatrace and the engines of templates write them. */
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "\\s*(\\$[A-Z][A-Z0-9_]+|\\$?\\{[^{}\"]{1,80}}|\\{\\{[^{}]{1,80}}}|%[a-z]{2,30}|\\*UNKNOWN\\*)\\s*");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JavaValues() {}

    static @Nullable Object of(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                var map = new LinkedHashMap<String, Object>();
                object.properties().forEach(member -> {
                    var value = of(member.getValue());
                    if (value != null) {
                        map.put(member.getKey(), value);
                    }
                });
                yield map;
            }
            case ArrayNode array -> {
                var list = new ArrayList<Object>();
                array.forEach(item -> {
                    var value = of(item);
                    if (value != null) {
                        list.add(value);
                    }
                });
                yield list;
            }
            default -> ofScalar(node);
        };
    }

    private static @Nullable Object ofScalar(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> PLACEHOLDER.matcher(node.textValue()).matches() ? null : node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            case NULL, MISSING, BINARY, POJO, OBJECT, ARRAY -> null;
        };
    }

    private static Object number(JsonNode node) {
        if (!node.isIntegralNumber()) {
            return node.doubleValue();
        }
        return node.canConvertToLong() && Math.abs(node.longValue()) <= LARGEST_EXACT
                ? (Object) node.longValue()
                : node.asText();
    }

    /** What a mapping made, as JSON; what JSON cannot say (a function) is left out. */
    static JsonNode toJson(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case Map<?, ?> map -> {
                var object = NODES.objectNode();
                map.forEach((name, member) -> object.set(String.valueOf(name), toJson(member)));
                yield object;
            }
            case List<?> list -> {
                var array = NODES.arrayNode();
                list.forEach(item -> array.add(toJson(item)));
                yield array;
            }
            case String text -> NODES.textNode(text);
            case Boolean flag -> NODES.booleanNode(flag);
            case Number number -> number(number);
            default -> NODES.nullNode();
        };
    }

    private static JsonNode number(Number number) {
        return switch (number) {
            case Integer integer -> NODES.numberNode(integer);
            case Long integer -> NODES.numberNode(integer);
            default ->
                Double.isFinite(number.doubleValue())
                        ? NODES.numberNode(new BigDecimal(number.toString()))
                        : NODES.nullNode();
        };
    }
}
