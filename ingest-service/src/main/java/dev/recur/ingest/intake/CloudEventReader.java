package dev.recur.ingest.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.ingest.intake.Contents.Item;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.MalformedJson;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problem;
import dev.recur.wire.json.Problems;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes a report out of a CloudEvent 1.0. Its data is the report, its {@code id} the idempotency key; its {@code time} and
 * {@code source} are the report's {@code asOf} and {@code source} where the report has none of its own.
 */
final class CloudEventReader {

    private static final int LONGEST_ATTRIBUTE = 1_000;
    private static final Pattern JSON_TYPE = Pattern.compile("[a-z0-9.+-]+/(json|[a-z0-9.+-]+\\+json)");

    private CloudEventReader() {}

    /** An event in structured mode; problems point into it. */
    static Item structured(JsonNode event) {
        if (!(event instanceof ObjectNode object)) {
            return Item.Broken.of("", "must be an object: a CloudEvent");
        }
        var problems = new Problems();
        var attributes = Attributes.read(object, problems);
        var data = data(object, problems);
        return item(
                attributes,
                data,
                problems,
                (problem, given) -> new Problem(
                        given ? attributeOf(problem.pointer()) : "/data" + problem.pointer(), problem.detail()));
    }

    /** An event in binary mode; problems point into its data, or name the header. */
    static Item binary(Map<String, String> attributes, byte[] body) {
        var object = Json.object();
        attributes.forEach(object::put);
        var inHeaders = new Problems();
        var read = Attributes.read(object, inHeaders);
        var problems = new Problems();
        inHeaders.all().forEach(problem -> {
            var header = header(problem);
            problems.add(header.pointer(), header.detail());
        });
        return item(
                read,
                data(body, problems),
                problems,
                (problem, given) ->
                        given ? header(new Problem(attributeOf(problem.pointer()), problem.detail())) : problem);
    }

    private interface Locating {
        /** Where a problem of the report is, {@code given} when the event gave the report what is wrong. */
        Problem locate(Problem problem, boolean given);
    }

    private static Item item(Attributes attributes, @Nullable ObjectNode data, Problems problems, Locating locating) {
        if (data == null || !problems.isEmpty()) {
            return new Item.Broken(problems.all());
        }
        var given = new TreeSet<String>();
        give(data, "source", attributes.source(), given);
        give(data, "asOf", attributes.time(), given);
        var id = Objects.requireNonNull(attributes.id());
        UnaryOperator<Problem> located = problem -> locating.locate(problem, given.contains(problem.pointer()));
        return new Item.Stated(data, new ItemKey(id, 0, id), located);
    }

    private static void give(ObjectNode data, String member, @Nullable String value, Set<String> given) {
        if (value != null && !data.hasNonNull(member)) {
            data.put(member, value);
            given.add("/" + member);
        }
    }

    private static String attributeOf(String pointer) {
        return pointer.equals("/asOf") ? "/time" : pointer;
    }

    private static Problem header(Problem problem) {
        return new Problem("", "the header ce-" + problem.pointer().substring(1) + " " + problem.detail());
    }

    private record Attributes(
            @Nullable String id,
            @Nullable String source,
            @Nullable String time) {

        static Attributes read(ObjectNode event, Problems problems) {
            var reader = new ObjectReader(event, "", problems);
            var version = reader.requiredText("specversion", LONGEST_ATTRIBUTE);
            if (version != null && !version.equals("1.0")) {
                problems.add("/specversion", "must be 1.0");
            }
            reader.requiredText("type", LONGEST_ATTRIBUTE);
            var contentType = reader.text("datacontenttype", LONGEST_ATTRIBUTE);
            if (contentType != null && !isJson(contentType)) {
                problems.add("/datacontenttype", "must be application/json");
            }
            var time = reader.time("time") == null ? null : event.path("time").textValue();
            return new Attributes(
                    reader.requiredText("id", LONGEST_ATTRIBUTE),
                    reader.requiredText("source", LONGEST_ATTRIBUTE),
                    time);
        }
    }

    private static boolean isJson(String contentType) {
        var semicolon = contentType.indexOf(';');
        var type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        return JSON_TYPE.matcher(type.strip().toLowerCase(Locale.ROOT)).matches();
    }

    private static @Nullable ObjectNode data(ObjectNode event, Problems problems) {
        var encoded = event.path("data_base64");
        if (encoded.isTextual() && !event.has("data")) {
            try {
                return object(Json.read(Base64.getDecoder().decode(encoded.textValue())), "/data_base64", problems);
            } catch (IllegalArgumentException e) {
                problems.add("/data_base64", "must be base64");
            } catch (MalformedJson e) {
                problems.add("/data_base64", e.detail());
            }
            return null;
        }
        return object(event.path("data"), "/data", problems);
    }

    private static @Nullable ObjectNode data(byte[] body, Problems problems) {
        try {
            return object(Json.read(body), "", problems);
        } catch (MalformedJson e) {
            problems.add("", e.detail());
            return null;
        }
    }

    private static @Nullable ObjectNode object(JsonNode data, String pointer, Problems problems) {
        if (data instanceof ObjectNode object) {
            return object;
        }
        problems.add(pointer, "must be an object: a report");
        return null;
    }
}
