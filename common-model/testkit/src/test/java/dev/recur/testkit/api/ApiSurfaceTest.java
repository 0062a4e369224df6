package dev.recur.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiSurfaceTest {

    private static final Map<String, ?> THING = Map.of(
            "required",
            List.of("id"),
            "properties",
            Map.of(
                    "id", Map.of("type", "string", "description", "promises nothing"),
                    "size", Map.of("type", List.of("string", "null"), "enum", List.of("small", "big")),
                    "parts", Map.of("items", Map.of("properties", Map.of("name", Map.of("type", "string")))),
                    "whole", Map.of("$ref", "#/components/schemas/Thing")));

    private static final Map<String, ?> DESCRIBED = Map.of(
            "paths",
            Map.of(
                    "/things/{id}",
                    Map.of(
                            "parameters",
                            List.of(Map.of("in", "path", "name", "id", "required", true)),
                            "put",
                            Map.of(
                                    "summary",
                                    "promises nothing either",
                                    "parameters",
                                    List.of(
                                            Map.of("$ref", "#/components/parameters/text"),
                                            Map.of("in", "header", "name", "If-Match", "required", true)),
                                    "requestBody",
                                    Map.of("required", true, "content", Map.of("application/json", schema("Thing"))),
                                    "responses",
                                    Map.of(
                                            "404",
                                            Map.of(),
                                            "200",
                                            Map.of("content", Map.of("application/json", schema("Thing"))))))),
            "components",
            Map.of(
                    "schemas",
                    Map.of("Thing", THING),
                    "parameters",
                    Map.of("text", Map.of("in", "query", "name", "q"))));

    private static Map<String, ?> schema(String name) {
        return Map.of("schema", Map.of("$ref", "#/components/schemas/" + name));
    }

    @Test
    void what_callers_rely_on_is_a_line_each() {
        assertThat(ApiSurface.of(DESCRIBED))
                .containsExactly(
                        "PUT /things/{id} header:If-Match! query:q <application/json Thing! 200 >application/json Thing 404",
                        "Thing.id! string",
                        "Thing.parts[]",
                        "Thing.parts[].name string",
                        "Thing.size [null, string] 'big' 'small'",
                        "Thing.whole Thing");
    }

    @Test
    void a_file_may_have_comments() {
        var file = "# All of it.\n\nPUT /things/{id} 200  # idempotent\nThing.id! string\n";
        assertThat(ApiSurface.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8))))
                .containsExactly("PUT /things/{id} 200", "Thing.id! string");
    }
}
