package dev.recur.ingest.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.Problem;
import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReportReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123456789Z");
    private static final UUID INCIDENT = UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad91");
    private static final Sender ANYBODY = new Sender("tooling", Set.of());

    private final ReportReader reader = new ReportReader(Clock.fixed(NOW, ZoneOffset.UTC), UUID::randomUUID);

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("a title is required", "{}", "/title"),
                refusal("null is no title", "{'title': null}", "/title"),
                refusal("a blank title is none", "{'title': ' '}", "/title"),
                refusal("unknown members are refused", "{'title': 'x', 'titel': 'y'}", "/titel"),
                refusal(
                        "every error at once",
                        "{'titel': 'x', 'severity': 'high', 'tags': {'component': ['']}}",
                        "/titel",
                        "/title",
                        "/severity",
                        "/tags/component/0"),
                refusal("nobody is a dimension", "{'title': 'x', 'tags': {'assignee': ['bob']}}", "/tags/assignee"),
                refusal("asOf is a time", "{'title': 'x', 'asOf': 'yesterday'}", "/asOf"),
                refusal("asOf needs an offset", "{'title': 'x', 'asOf': '2026-11-22T12:00:00'}", "/asOf"),
                refusal("asOf is hardly ahead", "{'title': 'x', 'asOf': '2026-11-22T12:05:00.123457Z'}", "/asOf"),
                refusal("asOf is after 1970", "{'title': 'x', 'asOf': '1969-12-31T23:59:59Z'}", "/asOf"),
                refusal("U+0000 is no text", "{'title': 'a\\u0000b'}", "/title"),
                refusal("an identity is text", "{'externalId': 5}", "/externalId"),
                refusal("a source is text", "{'title': 'x', 'source': []}", "/source"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void bad_statements_are_refused_with_pointers(String sentence, ObjectNode sent, List<String> pointers) {
        assertThat(reader.report(sent, ANYBODY, null))
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::pointer)
                                .containsExactlyInAnyOrderElementsOf(pointers));
    }

    @Test
    void an_unknown_member_is_answered_with_the_nearest_known_name() {
        assertThat(reader.report(json("{'titel': 'x', 'externalId': 'a'}"), ANYBODY, null))
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(
                                        problem -> assertThat(problem.detail()).contains("did you mean \"title\"")));
    }

    @Test
    void as_of_may_be_exactly_five_minutes_ahead() {
        assertThat(read("{'title': 'x', 'asOf': '2026-11-22T12:05:00.123456Z'}").asOf())
                .isEqualTo(Instant.parse("2026-11-22T12:05:00.123456Z"));
    }

    @Test
    void what_is_not_said_is_the_sender_and_now_in_microseconds() {
        var report = read("{'title': 'x'}");

        assertThat(report.source()).isEqualTo("tooling");
        assertThat(report.recordedAt()).isEqualTo(Instant.parse("2026-11-22T12:00:00.123456Z"));
        assertThat(report.asOf()).isEqualTo(report.recordedAt());
        assertThat(report.type()).isEqualTo(ReportType.REPORTED);
    }

    @Test
    void facts_are_kept_as_sent_and_nothing_else_is_among_them() {
        assertThat(read("{'source': 's', 'severity': 'sev2', 'externalId': 'a', 'title': null, 'asOf': null}")
                        .factsAsSent())
                .isEqualTo(json("{'title': null, 'severity': 'sev2'}"));
    }

    @Test
    void a_key_bound_to_sources_speaks_for_no_other() {
        var bound = new Sender("checkout-key", Set.of("checkout-tool", "billing-tool"));

        assertThat(reader.report(json("{'title': 'x', 'source': 'billing-tool'}"), bound, null))
                .isInstanceOf(Reading.Read.class);
        assertThat(reader.report(json("{'title': 'x', 'source': 'other'}"), bound, null))
                .isInstanceOf(Reading.NotAllowed.class);
        assertThat(reader.report(json("{'title': 'x'}"), bound, null))
                .as("its own name is not among its sources")
                .isInstanceOf(Reading.NotAllowed.class);
        assertThat(reader.amendment(INCIDENT, json("{'title': 'x', 'source': 'other'}"), bound, null))
                .isInstanceOf(Reading.NotAllowed.class);
    }

    @Test
    void a_key_bound_to_one_source_speaks_for_it_without_saying_so() {
        var bound = new Sender("checkout-key", Set.of("checkout-tool"));

        assertThat(reader.report(json("{'title': 'x'}"), bound, null))
                .isInstanceOfSatisfying(
                        Reading.Read.class,
                        read -> assertThat(read.report().source()).isEqualTo("checkout-tool"));
    }

    @Test
    void an_amendment_states_a_fact() {
        assertThat(reader.amendment(INCIDENT, json("{'asOf': '2026-01-01T00:00:00Z'}"), ANYBODY, null))
                .isInstanceOf(Reading.Refused.class);
        assertThat(reader.amendment(INCIDENT, json("{'externalId': 'x', 'title': 'y'}"), ANYBODY, null))
                .as("the incident is known by its identity")
                .isInstanceOf(Reading.Refused.class);
    }

    private Report read(String text) {
        return switch (reader.report(json(text), ANYBODY, null)) {
            case Reading.Read(var report) -> report;
            case Reading.Refused(var problems) -> throw new AssertionError(problems.toString());
            case Reading.NotAllowed(var detail) -> throw new AssertionError(detail);
        };
    }

    private static Arguments refusal(String sentence, String sent, String... pointers) {
        return Arguments.of(sentence, json(sent), List.of(pointers));
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.read(text.replace('\'', '"').getBytes(UTF_8));
    }
}
