package dev.recur.testkit.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an OpenAPI description promises, as lines that a person reads and a test compares, so that no change of it goes
 * unnoticed: for each operation its parameters and answers, for each schema its properties and the values they may have.
 * What is required has an exclamation mark. Descriptions and examples promise nothing.
 */
public final class ApiSurface {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete", "options", "head");

    private final List<String> lines = new ArrayList<>();
    private final Map<String, ?> sharedParameters;

    private ApiSurface(Map<String, ?> components) {
        this.sharedParameters = map(components.get("parameters"));
    }

    /** The lines that a file has, without comments. */
    public static List<String> read(InputStream in) {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("(^|\\s)#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a description, which is JSON that has been read into maps and lists. */
    public static List<String> of(Map<String, ?> openApi) {
        var components = map(openApi.get("components"));
        var surface = new ApiSurface(components);
        new TreeMap<>(map(openApi.get("paths"))).forEach((path, item) -> surface.path(path, map(item)));
        var schemas = map(components.get("schemas"));
        new TreeMap<>(schemas).forEach((name, schema) -> surface.schema(name, map(schema)));
        return List.copyOf(surface.lines);
    }

    private void path(String path, Map<String, ?> item) {
        new TreeMap<>(item).forEach((method, operation) -> {
            if (METHODS.contains(method)) {
                operation(method.toUpperCase(Locale.ROOT) + " " + path, list(item.get("parameters")), map(operation));
            }
        });
    }

    private void operation(String name, Collection<?> shared, Map<String, ?> operation) {
        var line = new StringBuilder(name);
        var parameters = new TreeSet<String>();
        for (var of : List.of(shared, list(operation.get("parameters")))) {
            of.forEach(parameter -> {
                var named = parameter(map(parameter));
                if (!"path".equals(named.get("in"))) {
                    parameters.add(named.get("in") + ":" + named.get("name") + mark(named.get("required")));
                }
            });
        }
        parameters.forEach(parameter -> line.append(' ').append(parameter));
        var body = map(operation.get("requestBody"));
        new TreeMap<>(map(body.get("content")))
                .forEach((type, content) -> line.append(" <")
                        .append(type)
                        .append(form(map(map(content).get("schema"))))
                        .append(mark(body.get("required"))));
        new TreeMap<>(map(operation.get("responses"))).forEach((status, answer) -> {
            line.append(' ').append(status);
            new TreeMap<>(map(map(answer).get("content")))
                    .forEach((type, content) -> line.append(" >")
                            .append(type)
                            .append(form(map(map(content).get("schema")))));
        });
        lines.add(line.toString());
    }

    private Map<String, ?> parameter(Map<String, ?> described) {
        return described.get("$ref") instanceof String reference
                ? map(sharedParameters.get(reference.substring(reference.lastIndexOf('/') + 1)))
                : described;
    }

    private void schema(String name, Map<String, ?> schema) {
        var values = values(schema);
        if (!values.isEmpty()) {
            lines.add(name + " =" + values);
        }
        var required = list(schema.get("required"));
        new TreeMap<>(map(schema.get("properties"))).forEach((property, of) -> {
            var described = map(of);
            var path = name + "." + property;
            lines.add(path + mark(required.contains(property)) + form(described) + values(described));
            nested(path, described);
            nested(path + "[]", map(described.get("items")));
        });
    }

    private void nested(String name, Map<String, ?> schema) {
        if (schema.containsKey("properties")) {
            schema(name, schema);
        }
    }

    /** The schema that it names, or its type. */
    private static String form(Map<String, ?> schema) {
        if (schema.get("$ref") instanceof String reference) {
            return " " + reference.substring(reference.lastIndexOf('/') + 1);
        }
        if (schema.containsKey("items")) {
            return form(map(schema.get("items"))) + "[]";
        }
        var type = schema.get("type");
        if (type == null) {
            return "";
        }
        return " "
                + (type instanceof Collection<?> several
                        ? several.stream().map(String::valueOf).sorted().toList()
                        : type);
    }

    private static String values(Map<String, ?> schema) {
        var values = new StringBuilder();
        list(schema.get("enum")).stream()
                .map(String::valueOf)
                .sorted()
                .forEach(value -> values.append(" '").append(value).append('\''));
        return values.toString();
    }

    private static String mark(@Nullable Object required) {
        return Boolean.TRUE.equals(required) ? "!" : "";
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private static Collection<?> list(@Nullable Object value) {
        return value instanceof Collection<?> list ? list : List.of();
    }
}
