package dev.recur.wire.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.recur.wire.json.Json;
import dev.recur.wire.json.Problem;
import dev.recur.wire.json.Problems;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TagsReaderTest {

    private final Problems problems = new Problems();

    static Stream<Arguments> refused() {
        var length = "must be 1 to 200 characters, was ";
        return Stream.of(
                arguments(
                        "no object",
                        "[]",
                        "",
                        "must be an object of arrays, for example {\"component\": [\"payments\"]}"),
                arguments(
                        "a value alone",
                        "{\"team\":\"a\"}",
                        "/team",
                        "must be an array of strings, for example [\"payments\"]"),
                arguments("a value that is no string", "{\"team\":[1]}", "/team/0", "must be a string, was a number"),
                arguments("a value that is null", "{\"team\":[\"a\",null]}", "/team/1", "must be a string, was null"),
                arguments("an empty value", "{\"team\":[\"\"]}", "/team/0", length + 0),
                arguments("a value of white space", "{\"team\":[\"\u00A0 \"]}", "/team/0", length + 0),
                arguments("a value too long", "{\"team\":[\"" + "x".repeat(201) + "\"]}", "/team/0", length + 201),
                arguments(
                        "a value that no store takes",
                        "{\"team\":[\"a\\u0000\"]}",
                        "/team/0",
                        "must not contain the character U+0000"),
                arguments(
                        "too many values",
                        "{\"team\":" + values(21) + "}",
                        "/team",
                        "must have at most 20 values, had 21"),
                arguments(
                        "too many tags",
                        "{\"a\":" + values(20) + ",\"b\":" + values(20) + ",\"c\":[\"x\"]}",
                        "",
                        "must be at most 40 tags, was 41"),
                arguments(
                        "a reserved dimension",
                        "{\"severity\":[\"sev1\"]}",
                        "/severity",
                        "is a reserved name and cannot be a dimension"),
                arguments(
                        "a person",
                        "{\"assignee\":[\"jana\"]}",
                        "/assignee",
                        "names a person: Recur counts what happens to systems, never what people do"),
                arguments(
                        "a computed dimension",
                        "{\"weekday\":[\"monday\"]}",
                        "/weekday",
                        "is computed by Recur and cannot be set"),
                arguments(
                        "a malformed dimension",
                        "{\"a/b\":[\"x\"]}",
                        "/a~1b",
                        "a dimension's name must match [a-z][a-z0-9_]{0,39}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void what_cannot_be_counted_is_refused(String sentence, String tags, String pointer, String detail) {
        read(tags);
        assertThat(problems.all()).containsExactly(new Problem("/tags" + pointer, detail));
    }

    @Test
    void values_are_kept_as_typed_within_the_limits() {
        var longest = "x".repeat(200);
        assertThat(read("{\"team\":[\" A b \",\"" + longest + "  \"],\"a\":" + values(20) + "}"))
                .hasValueSatisfying(tags -> {
                    assertThat(tags).containsEntry("team", List.of(" A b ", longest + "  "));
                    assertThat(tags.get("a")).hasSize(20);
                });
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void forty_tags_are_not_too_many() {
        read("{\"a\":" + values(20) + ",\"b\":" + values(20) + "}");
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void every_problem_is_told_at_once() {
        read("{\"Team\":[],\"team\":[\"\",2],\"user\":null}");
        assertThat(problems.all().stream().map(Problem::pointer))
                .containsExactly("/tags/Team", "/tags/team/0", "/tags/team/1", "/tags/user");
    }

    private Optional<Map<String, List<String>>> read(String tags) {
        return TagsReader.read(Json.read(tags.getBytes(UTF_8)), "/tags", problems);
    }

    private static String values(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"v" + i + '"').collect(Collectors.joining(",", "[", "]"));
    }
}
