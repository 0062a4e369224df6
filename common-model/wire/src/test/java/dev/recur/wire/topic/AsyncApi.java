package dev.recur.wire.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The document of the topics, and what it says of values. */
final class AsyncApi {

    static final ObjectNode DOCUMENT = document();
    static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
    static final String DEAD_LETTER = "deadLetter";

    private AsyncApi() {}

    /** Names of all messages but the dead letter: values of {@code ce_type}. */
    static List<String> types() {
        return DOCUMENT.at("/components/messages")
                .valueStream()
                .map(message -> message.path("name").asText())
                .filter(name -> !name.equals(DEAD_LETTER))
                .toList();
    }

    static JsonNode message(String name) {
        return DOCUMENT.at(at(name));
    }

    static String at(String name) {
        return inside("/components/messages").stream()
                .filter(at -> DOCUMENT.at(at + "/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static JsonNode target(JsonNode reference) {
        var text = reference.path("$ref").asText();
        assertThat(text).startsWith("#/");
        return DOCUMENT.at(text.substring(1));
    }

    static List<String> inside(String at) {
        var names = names(DOCUMENT.at(at));
        assertThat(names).as(at).isNotEmpty();
        return names.stream().map(name -> Problems.pointer(at, name)).toList();
    }

    static List<String> names(JsonNode object) {
        return object.propertyStream().map(Map.Entry::getKey).toList();
    }

    /** What is wrong with a value by a schema of the document. */
    static List<String> problems(String schema, JsonNode value) {
        return problems(DOCUMENT, schema, value);
    }

    /** As {@link #problems(String, JsonNode)}, where a member that is not described is a problem too. */
    static List<String> closedProblems(String schema, JsonNode value) {
        var closed = DOCUMENT.deepCopy();
        close(closed.at("/components/schemas"));
        return problems(closed, schema, value);
    }

    private static void close(JsonNode schema) {
        schema.valueStream().forEach(AsyncApi::close);
        if (schema instanceof ObjectNode object && object.path("properties").isObject()) {
            object.put("additionalProperties", false);
        }
    }

    private static List<String> problems(ObjectNode document, String schema, JsonNode value) {
        var root = Json.object();
        root.putArray("allOf").addObject().put("$ref", "#" + schema);
        root.set("components", document.path("components"));
        return SCHEMAS
                .getSchema(root)
                .validate(value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static ObjectNode document() {
        var yaml = YAMLMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        try {
            return (ObjectNode) yaml.readTree(Path.of("../asyncapi.yaml").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
