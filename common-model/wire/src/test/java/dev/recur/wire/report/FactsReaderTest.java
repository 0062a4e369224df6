package dev.recur.wire.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problem;
import dev.recur.wire.json.Problems;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class FactsReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-22T03:10:00Z");
    private static final List<String> NAMES = Facts.NAMES;

    private final Problems problems = new Problems();

    static Stream<Arguments> stated() {
        var time = Instant.parse("2026-11-22T03:00:00Z");
        return Stream.of(
                arguments("kind", "\"near_miss\"", Kind.NEAR_MISS),
                arguments("title", "\" Checkout answered 5xx \"", " Checkout answered 5xx "),
                arguments("summary", "\"x\\ny\"", "x\ny"),
                arguments("summary", "\" \"", ""),
                arguments("severity", "\"sev2\"", Severity.SEV2),
                arguments("occurredAt", "\"2026-11-22T04:00:00+01:00\"", time),
                arguments("detectedAt", "\"2026-11-22T03:00:00.0000009Z\"", time),
                arguments("acknowledgedAt", "\"1970-01-01T00:00:00Z\"", Instant.EPOCH),
                arguments("mitigatedAt", "\"2026-11-22T03:00:00Z\"", time),
                arguments("resolvedAt", "\"2027-11-22T03:00:00Z\"", Instant.parse("2027-11-22T03:00:00Z")),
                arguments(
                        "tags",
                        "{\"team\":[\"A b\"],\"cause\":null,\"impact\":[]}",
                        Map.of("team", List.of("A b"), "cause", List.of(), "impact", List.of())),
                arguments(
                        "measures",
                        "{\"downtimeMinutes\":45,\"x\":null}",
                        Map.of("downtimeMinutes", Optional.of(new BigDecimal("45")), "x", Optional.empty())),
                arguments(
                        "links",
                        "[{\"rel\":\"runbook\",\"href\":\"https://wiki/payments\"}]",
                        List.of(new Link("runbook", "https://wiki/payments"))),
                arguments("links", "[]", List.of()),
                arguments(
                        "duplicateOf",
                        "\"0190A4E8-0000-7000-8000-000000000001\"",
                        UUID.fromString("0190a4e8-0000-7000-8000-000000000001")),
                arguments("backfilled", "false", false));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("stated")
    void a_fact_is_stated(String fact, String value, Object read) throws ReflectiveOperationException {
        var facts = read("{\"" + fact + "\":" + value + "}");
        assertThat(problems.all()).isEmpty();
        assertThat(fact(facts, fact)).isEqualTo(new Fact.Stated<>(read));
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void null_clears_and_absence_says_nothing(String fact) throws ReflectiveOperationException {
        var facts = read("{\"" + fact + "\":null,\"source\":\"another member\"}");
        assertThat(problems.all()).isEmpty();
        for (var name : Facts.NAMES) {
            assertThat(fact(facts, name)).isEqualTo(name.equals(fact) ? new Fact.Cleared<>() : new Fact.Absent<>());
        }
    }

    static Stream<Arguments> bad() {
        var time = "must be an RFC 3339 time with an offset, for example 2026-11-22T03:00:00Z";
        var link = "must be an absolute http or https URI";
        return Stream.of(
                arguments(
                        "kind",
                        "\"Incident\"",
                        "/kind",
                        "must be one of incident, near_miss, security_incident,"
                                + " external, drill, false_alarm, planned_maintenance, test"),
                arguments(
                        "kind",
                        "1",
                        "/kind",
                        "must be one of incident, near_miss, security_incident,"
                                + " external, drill, false_alarm, planned_maintenance, test"),
                arguments("title", "\" \"", "/title", "must not be blank"),
                arguments("title", "[\"x\"]", "/title", "must be a string, was an array"),
                arguments("summary", "\"\\u0000\"", "/summary", "must not contain the character U+0000"),
                arguments("summary", "{}", "/summary", "must be a string, was an object"),
                arguments("severity", "\"sev6\"", "/severity", "must be one of sev1, sev2, sev3, sev4, sev5, unknown"),
                arguments("occurredAt", "\"now\"", "/occurredAt", time),
                arguments("detectedAt", "1763780400", "/detectedAt", "must be a string, was a number"),
                arguments(
                        "acknowledgedAt",
                        "\"1969-12-31T23:59:59Z\"",
                        "/acknowledgedAt",
                        "must be from 1970 to a year from now, was 1969-12-31T23:59:59Z"),
                arguments("mitigatedAt", "\"2026-02-30T00:00:00Z\"", "/mitigatedAt", time),
                arguments(
                        "resolvedAt",
                        "\"2027-11-23T03:10:00.000001Z\"",
                        "/resolvedAt",
                        "must be from 1970 to a year from now, was 2027-11-23T03:10:00.000001Z"),
                arguments(
                        "measures",
                        "[]",
                        "/measures",
                        "must be an object of numbers, for example {\"downtimeMinutes\": 45}"),
                arguments(
                        "measures",
                        "{\"down time\":1}",
                        "/measures/down time",
                        "a measure's name must match [A-Za-z][A-Za-z0-9_]{0,63}"),
                arguments(
                        "links",
                        "{}",
                        "/links",
                        "must be an array of at most 40 links {\"rel\": \"…\", \"href\": \"…\"}"),
                arguments("links", "[1]", "/links/0", "must be an object {\"rel\": \"…\", \"href\": \"…\"}"),
                arguments("links", "[{\"rel\":\"x\"}]", "/links/0/href", "is required"),
                arguments("links", "[{\"href\":\"https://x\"}]", "/links/0/rel", "is required"),
                arguments("links", "[{\"rel\":\"x\",\"href\":\"javascript:alert(1)\"}]", "/links/0/href", link),
                arguments("links", "[{\"rel\":\"x\",\"href\":\"/a\"}]", "/links/0/href", link),
                arguments("links", "[{\"rel\":\"x\",\"href\":\"http:\\\\\\\\x\"}]", "/links/0/href", link),
                arguments(
                        "links",
                        "[{\"rel\":\"x\",\"href\":\"https://x\",\"titel\":1}]",
                        "/links/0/titel",
                        "is not a known member; known are rel, href"),
                arguments("duplicateOf", "\"INC-1\"", "/duplicateOf", "must be a UUID"),
                arguments("duplicateOf", "1", "/duplicateOf", "must be a string, was a number"),
                arguments("backfilled", "\"true\"", "/backfilled", "must be true or false"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("bad")
    void a_bad_fact_is_refused_with_what_to_fix(String fact, String value, String pointer, String detail) {
        read("{\"" + fact + "\":" + value + "}");
        assertThat(problems.all()).containsExactly(new Problem(pointer, detail));
    }

    @ParameterizedTest
    @CsvSource({
        "45, 45",
        "0, 0",
        "-0, 0",
        "0e300, 0",
        "1e2, 100",
        "1.50, 1.5",
        "0.000000001, 0.000000001",
        "0.0000000010, 0.000000001",
        "999999999999999999.999999999, 999999999999999999.999999999"
    })
    void a_measure_is_a_plain_decimal_however_it_is_spelled(String sent, String read) {
        var facts = read("{\"measures\":{\"x\":" + sent + "}}");
        assertThat(facts.measures()).isEqualTo(new Fact.Stated<>(Map.of("x", Optional.of(new BigDecimal(read)))));
    }

    @ParameterizedTest
    @CsvSource({"-1", "-0.1", "1e18", "1e300", "0.0000000001", "1e-300", "'\"45\"'", "true", "[]"})
    void a_measure_that_cannot_be_summed_exactly_is_refused(String sent) {
        read("{\"measures\":{\"x/y\":1,\"x\":" + sent + "}}");
        assertThat(problems.all())
                .containsExactly(
                        new Problem("/measures/x~1y", "a measure's name must match [A-Za-z][A-Za-z0-9_]{0,63}"),
                        new Problem("/measures/x", "must be a number from 0 to below 10^18 with at most 9 decimals"));
    }

    @Test
    void every_problem_is_told_at_once() {
        read(
                "{\"kind\":1,\"title\":2,\"summary\":3,\"severity\":4,\"occurredAt\":5,\"detectedAt\":6,\"acknowledgedAt\":7,"
                        + "\"mitigatedAt\":8,\"resolvedAt\":9,\"tags\":10,\"measures\":11,\"links\":12,\"duplicateOf\":13,"
                        + "\"backfilled\":14}");
        assertThat(problems.all().stream().map(Problem::pointer))
                .containsExactlyElementsOf(
                        Facts.NAMES.stream().map(name -> "/" + name).toList());
    }

    private Facts read(String body) {
        return FactsReader.read(new ObjectReader((ObjectNode) Json.read(body.getBytes(UTF_8)), "", problems), NOW);
    }

    private static Object fact(Facts facts, String name) throws ReflectiveOperationException {
        return Facts.class.getMethod(name).invoke(facts);
    }
}
