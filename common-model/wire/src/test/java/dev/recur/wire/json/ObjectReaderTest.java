package dev.recur.wire.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectReaderTest {

    private final Problems problems = new Problems();

    static Stream<Arguments> badTexts() {
        return Stream.of(
                arguments("a number", "1", "must be a string, was a number"),
                arguments("an object", "{}", "must be a string, was an object"),
                arguments("an array", "[]", "must be a string, was an array"),
                arguments("a boolean", "true", "must be a string, was a boolean"),
                arguments("nothing in it", "\"\"", "must not be blank"),
                arguments("white space only", "\" \\n\"", "must not be blank"),
                arguments("one character too long", "\"abcdef\"", "must be at most 5 characters, was 6"),
                arguments("NUL, which PostgreSQL refuses", "\"a\\u0000\"", "must not contain the character U+0000"),
                arguments("half a character", "\"\\ud83d\"", "must not contain half of a surrogate pair"),
                arguments("its halves swapped", "\"\\udd25\\ud83d\"", "must not contain half of a surrogate pair"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTexts")
    void text_that_cannot_be_kept_is_refused(String sentence, String value, String detail) {
        assertThat(reader("{\"name\":" + value + "}").text("name", 5)).isNull();
        assertThat(problems.all()).containsExactly(new Problem("/name", detail));
    }

    @Test
    void text_of_the_greatest_length_is_taken() {
        assertThat(reader("{\"name\":\"abc\\ud83d\\udd25\"}").text("name", 5)).isEqualTo("abc🔥");
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void absent_and_null_are_no_problem_unless_required() {
        var reader = reader("{\"name\":null}");
        assertThat(reader.text("name", 5)).isNull();
        assertThat(reader.time("at")).isNull();
        assertThat(problems.isEmpty()).isTrue();
        assertThat(reader.requiredText("name", 5)).isNull();
        assertThat(reader.requiredUuid("id")).isNull();
        assertThat(reader.requiredTime("at")).isNull();
        assertThat(problems.all())
                .containsExactly(
                        new Problem("/name", "is required"),
                        new Problem("/id", "is required"),
                        new Problem("/at", "is required"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T03:00:00Z, 2026-11-22T03:00:00Z",
        "2026-11-22t03:00:00z, 2026-11-22T03:00:00Z",
        "2026-11-22T03:00:00+05:30, 2026-11-21T21:30:00Z",
        "2026-11-22T03:00:00-00:00, 2026-11-22T03:00:00Z",
        "2026-11-22T03:00:00.1234569Z, 2026-11-22T03:00:00.123456Z",
        "1969-12-31T23:59:59.9999999Z, 1969-12-31T23:59:59.999999Z",
        "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z"
    })
    void times_have_any_offset_and_are_cut_to_microseconds(String sent, Instant read) {
        assertThat(reader("{\"at\":\"" + sent + "\"}").time("at")).isEqualTo(read);
        assertThat(problems.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-11-22",
                "2026-11-22T03:00:00",
                "2026-11-22 03:00:00Z",
                "2026-02-30T00:00:00Z",
                "2026-11-22T25:00:00Z",
                "2026-11-22T03:00:00+19:00",
                "1763780400",
                "+10000-01-01T00:00:00Z",
                "9999-12-31T23:59:59-01:00",
                "-0001-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59.999999999-18:00"
            })
    void what_is_no_rfc_3339_time_is_refused(String sent) {
        assertThat(reader("{\"at\":\"" + sent + "\"}").time("at")).isNull();
        assertThat(problems.all())
                .containsExactly(new Problem(
                        "/at", "must be an RFC 3339 time with an offset, for example 2026-11-22T03:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1-1-1-1-1",
                "0190a4e8-0000-7000-8000-00000000000",
                "0190a4e800007000800000000000000a",
                "{0190a4e8-0000-7000-8000-000000000}"
            })
    void what_only_resembles_a_uuid_is_refused(String sent) {
        assertThat(reader("{\"id\":\"" + sent + "\"}").requiredUuid("id")).isNull();
        assertThat(problems.all()).containsExactly(new Problem("/id", "must be a UUID"));
    }

    @Test
    void an_unknown_member_is_refused_with_an_escaped_pointer_and_the_nearest_name() {
        reader("{\"titel\":1,\"a/b~c\":2,\"title\":3}").refuseUnknown(List.of("title", "kind"));
        assertThat(problems.all())
                .containsExactly(
                        new Problem("/titel", "is not a known member; did you mean \"title\"?"),
                        new Problem("/a~1b~0c", "is not a known member; known are title, kind"));
    }

    @Test
    void an_unknown_member_is_ignored_where_newer_versions_may_write() {
        var reader =
                ObjectReader.ignoringUnknown((ObjectNode) Json.read("{\"a\":{\"b\":1}}".getBytes(UTF_8)), "", problems);
        reader.refuseUnknown(List.of("title"));
        reader.inside((ObjectNode) reader.node("a"), "/a").refuseUnknown(List.of("title"));
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void no_more_than_a_hundred_problems_are_listed_or_looked_for() {
        var body = Json.object();
        for (int i = 0; i < 1_000; i++) {
            body.put("member" + i, i);
        }
        new ObjectReader(body, "", problems).refuseUnknown(List.of("title"));
        assertThat(problems.all()).hasSize(100);
        assertThat(problems.isFull()).isTrue();
    }

    @ParameterizedTest(name = "{0} is nearest to {1}")
    @CsvSource({"Title, title", "occured_at, occurredAt", "resolved, resolvedAt", "sevrity, severity", "tag, tags"})
    void a_mistyped_name_is_recognised(String typed, String meant) {
        assertThat(NearestName.nearest(typed, List.of("title", "occurredAt", "resolvedAt", "severity", "tags")))
                .contains(meant);
    }

    private ObjectReader reader(String body) {
        return new ObjectReader((ObjectNode) Json.read(body.getBytes(UTF_8)), "", problems);
    }
}
