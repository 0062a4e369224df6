package dev.recur.testkit.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a service answers against the OpenAPI description that it serves. What is not described is a problem: a
 * status, a media type, a body, and by the schemas whatever they do not allow.
 */
public final class Answers {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete", "options", "head");
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");
    private static final Pattern JSON = Pattern.compile("application/([a-z.-]+\\+)?json");

    private final JsonNode openApi;

    private Answers(JsonNode openApi) {
        this.openApi = openApi;
    }

    /** By a description in JSON. */
    public static Answers by(String openApi) {
        return new Answers(json(openApi).orElseThrow());
    }

    /**
     * What a service said to a request.
     *
     * @param path without its query
     * @param type the {@code Content-Type}, {@code null} where there is none
     */
    public record Answer(
            String method,
            String path,
            int status,
            @Nullable String type,
            String body) {}

    /** Everything that can be asked for, as {@code GET /api/v1/things/{id}}. */
    public Set<String> operations() {
        var operations = new TreeSet<String>();
        openApi.path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (METHODS.contains(method)) {
                        operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return operations;
    }

    /** Which of the operations it answers, the one that leaves the least of its path to parameters. */
    public Optional<String> operation(Answer answer) {
        return operations().stream()
                .filter(operation -> expression(operation)
                        .matcher(answer.method() + " " + answer.path())
                        .matches())
                .min(Comparator.comparing(
                        operation -> PARAMETER.matcher(operation).results().count()));
    }

    /** In what the answer is not as it is described. */
    public List<String> problems(Answer answer) {
        var name = answer.method() + " " + answer.path() + " " + answer.status();
        var operation = operation(answer).orElse(null);
        if (operation == null) {
            return List.of(name + ": the operation is not described");
        }
        var space = operation.indexOf(' ');
        var described = resolved(openApi.path("paths")
                .path(operation.substring(space + 1))
                .path(operation.substring(0, space).toLowerCase(Locale.ROOT))
                .path("responses")
                .path(Integer.toString(answer.status())));
        if (described.isMissingNode()) {
            return List.of(name + ": the status is not described");
        }
        return bodyProblems(described.path("content"), answer).stream()
                .map(problem -> name + ": " + problem)
                .toList();
    }

    private List<String> bodyProblems(JsonNode content, Answer answer) {
        if (content.isEmpty()) {
            return answer.body().isEmpty() ? List.of() : List.of("a body is not described: " + answer.body());
        }
        var type = answer.type() == null
                ? ""
                : answer.type().replaceFirst(";.*", "").strip();
        if (!content.has(type)) {
            return List.of("the media type is not described: " + type);
        }
        var schema = content.path(type).path("schema");
        if (type.equals("application/x-ndjson")) {
            return answer.body()
                    .lines()
                    .flatMap(line -> jsonProblems(schema, line))
                    .toList();
        }
        return JSON.matcher(type).matches()
                ? jsonProblems(schema, answer.body()).toList()
                : List.of();
    }

    private Stream<String> jsonProblems(JsonNode schema, String text) {
        if (schema.isMissingNode() || schema.isEmpty()) {
            return Stream.of("the body has no schema");
        }
        return json(text).map(body -> misfits(schema, body)).orElseGet(() -> Stream.of("the body is no JSON: " + text));
    }

    /** The examples of a schema, as JSON. */
    public List<String> examples(String schema) {
        return values(openApi.path("components").path("schemas").path(schema).path("examples"))
                .map(JsonNode::toString)
                .toList();
    }

    /** Examples that are not as the schema beside them, or around them, says. */
    public List<String> wrongExamples() {
        var wrong = new ArrayList<String>();
        examples("#", openApi, wrong);
        return wrong;
    }

    private void examples(String at, JsonNode node, List<String> wrong) {
        var schema = node.has("schema") ? node.path("schema") : node;
        Stream.concat(Stream.of(node.path("example")), values(node.path("examples")))
                .filter(example -> !example.isMissingNode())
                .flatMap(example -> misfits(schema, example))
                .forEach(problem -> wrong.add(at + ": " + problem));
        for (var member : node.properties()) {
            if (!Set.of("example", "examples").contains(member.getKey())) {
                examples(at + "/" + member.getKey(), member.getValue(), wrong);
            }
        }
        if (node.isArray()) {
            node.forEach(item -> examples(at + "/…", item, wrong));
        }
    }

    /** Of a schema a list of values, of a media type or parameter values by name. */
    private Stream<JsonNode> values(JsonNode examples) {
        return examples.isArray()
                ? examples.valueStream()
                : examples.valueStream().map(named -> resolved(named).path("value"));
    }

    private Stream<String> misfits(JsonNode schema, JsonNode value) {
        var root = MAPPER.createObjectNode();
        root.putArray("allOf").add(schema);
        root.set("components", openApi.path("components"));
        return SCHEMAS
                .getSchema(root)
                .validate(value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString);
    }

    private JsonNode resolved(JsonNode described) {
        var reference = described.path("$ref");
        return reference.isTextual() ? openApi.at(reference.textValue().substring(1)) : described;
    }

    private static Pattern expression(String operation) {
        var expression = new StringBuilder();
        var at = 0;
        for (var parameter : PARAMETER.matcher(operation).results().toList()) {
            expression
                    .append(Pattern.quote(operation.substring(at, parameter.start())))
                    .append("[^/]+");
            at = parameter.end();
        }
        return Pattern.compile(expression + Pattern.quote(operation.substring(at)));
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.of(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
