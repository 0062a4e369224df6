package dev.recur.ingest.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.ingest.limit.Rate;
import dev.recur.wire.report.Report;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertmanagerTest {

    private static final String FIRING = """
            {'status':'firing','labels':{'alertname':'Down','service':'payments','severity':'page'},
             'annotations':{'summary':'payments is down','runbook_url':'https://wiki/payments'},
             'startsAt':'2026-11-01T10:00:00Z','endsAt':'0001-01-01T00:00:00Z','fingerprint':'f1'}""";

    private final Webhooks webhooks = new Webhooks();

    @Test
    void a_repeat_of_the_same_alert_is_the_same_report() {
        assertThat(alerts(FIRING)).isEqualTo(alerts(FIRING));
    }

    @Test
    void a_resolve_is_another_report_of_the_same_incident_as_of_the_same_moment() {
        var firing = alerts(FIRING).getFirst();
        var resolved = alerts(FIRING.replace("'firing'", "'resolved'").replace("0001-01-01", "2026-11-02"))
                .getFirst();

        assertThat(resolved.incidentId()).isEqualTo(firing.incidentId());
        assertThat(resolved.reportId()).isNotEqualTo(firing.reportId());
        assertThat(resolved.asOf()).isEqualTo(firing.asOf()).isEqualTo("2026-11-01T10:00:00Z");
        assertThat(fact(resolved, "resolvedAt")).contains("2026-11-02T00:00:00Z");
        assertThat(fact(firing, "resolvedAt")).isEmpty();
    }

    @Test
    void the_same_alert_firing_again_is_another_incident() {
        assertThat(alerts(FIRING.replace("2026-11-01", "2026-11-05")).getFirst().incidentId())
                .isNotEqualTo(alerts(FIRING).getFirst().incidentId());
    }

    @Test
    void each_alert_of_a_group_is_one_report() {
        assertThat(alerts(FIRING + "," + FIRING.replace("f1", "f2") + "," + FIRING.replace("f1", "f3")))
                .extracting(Report::externalId)
                .containsExactly("f1/2026-11-01T10:00:00Z", "f2/2026-11-01T10:00:00Z", "f3/2026-11-01T10:00:00Z");
    }

    @Test
    void an_alert_without_a_status_has_that_of_its_group() {
        var body = "{'status':'resolved','alerts':["
                + FIRING.replace("'status':'firing',", "").replace("0001-01-01", "2026-11-02") + "]}";

        assertThat(fact(webhooks.taken("alertmanager", json(body)).getFirst(), "resolvedAt"))
                .isPresent();
    }

    static Stream<Arguments> oddities() {
        return Stream.of(
                row("a start in year 1 is no time", "startsAt", "'0001-01-01T00:00:00Z'", "occurredAt", null),
                row("a start that is no time", "startsAt", "'soon'", "occurredAt", null),
                row("a start that is a number", "startsAt", "17", "occurredAt", null),
                row("a start in a hundred years", "startsAt", "'2126-01-01T00:00:00Z'", "occurredAt", null),
                row(
                        "nanoseconds",
                        "startsAt",
                        "'2026-11-01T10:00:00.123456789Z'",
                        "occurredAt",
                        "2026-11-01T10:00:00.123456789Z"),
                row("labels that are no object", "labels", "'x'", "title", "payments is down"),
                row("annotations that are no object", "annotations", "[]", "title", "Down"),
                row(
                        "a relative link",
                        "generatorURL",
                        "'/graph?x'",
                        "links",
                        "[{\"rel\":\"runbook\",\"href\":\"https://wiki/payments\"}]"),
                row("a severity that nobody knows", "labels", "{'severity':'banana'}", "severity", "unknown"),
                row(
                        "an empty component",
                        "labels",
                        "{'component':'','service':' '}",
                        "tags",
                        "{\"detection\":[\"cause_alert\"]}"),
                row("a title that is a number", "annotations", "{'summary':404}", "title", "404"),
                row("a character that no store keeps", "annotations", "{'summary':'a\\u0000b'}", "title", "ab"),
                row("half of a surrogate pair", "annotations", "{'summary':'a\\ud800b'}", "title", "ab"),
                row(
                        "a detection that the sender knows better",
                        "labels",
                        "{'detection':'synthetic_probe'}",
                        "tags",
                        "{\"detection\":[\"synthetic_probe\"]}"),
                row(
                        "a long component is cut",
                        "labels",
                        "{'component':'" + "c".repeat(300) + "'}",
                        "tags",
                        "{\"component\":[\"" + "c".repeat(199) + "…\"],\"detection\":[\"cause_alert\"]}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oddities")
    void odd_parts_are_left_out_or_mended_and_the_alert_is_taken(
            String sentence, String member, String value, String fact, Optional<String> expected) {
        var body = "{'alerts':[{'" + member + "':" + value + ","
                + FIRING.substring(1).replaceFirst("'" + member + "':('[^']*'|\\{[^}]*}),?", "") + "]}";

        assertThat(webhooks.taken("alertmanager", json(body)))
                .singleElement()
                .satisfies(report -> assertThat(fact(report, fact)).isEqualTo(expected));
    }

    @Test
    void a_description_of_100_KB_is_cut_and_the_alert_taken() {
        var body = "{'alerts':["
                + FIRING.replace("'summary':'payments is down'", "'description':'" + "d".repeat(100_000) + "'") + "]}";

        assertThat(webhooks.taken("alertmanager", json(body)))
                .singleElement()
                .satisfies(report -> assertThat(fact(report, "summary").orElseThrow())
                        .hasSize(32 * 1024)
                        .endsWith("…"));
    }

    @Test
    void many_alerts_keep_their_identities() {
        var alerts = Stream.iterate(0, i -> i + 1)
                .limit(500)
                .map(i -> FIRING.replace("f1", "f" + i))
                .toList();

        assertThat(alerts(String.join(",", alerts)))
                .extracting(Report::incidentId)
                .doesNotHaveDuplicates()
                .hasSize(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "5", "null", "'x'", "{'alerts':[]}", "{'alerts':{}}", "{'alerts':null}"})
    void a_body_without_alerts_is_of_no_interest(String body) {
        assertThat(webhooks.receive("alertmanager", json(body)))
                .isEqualTo(new WebhookOutcome.Taken(List.of(), List.of("no alerts")));
    }

    @Test
    void an_alert_that_is_not_an_object_is_ignored_and_the_others_are_taken() {
        assertThat(webhooks.receive("alertmanager", json("{'alerts':['x'," + FIRING + "]}")))
                .isInstanceOfSatisfying(WebhookOutcome.Taken.class, taken -> {
                    assertThat(taken.reports()).hasSize(1);
                    assertThat(taken.ignored()).containsExactly("an alert that is not an object");
                });
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"``", "{", "{'alerts':", "{'alerts':[]} x", "\u0000", "`{'x':1e9999999999}`"})
    void only_what_is_not_json_is_refused(String body) {
        assertThat(webhooks.receive("alertmanager", json(body))).isInstanceOf(WebhookOutcome.Unintelligible.class);
        assertThat(webhooks.log.measured).containsExactly("webhook refused 1 invalid");
    }

    @Test
    void a_source_is_configured_with_a_kind_and_tags_of_its_own() {
        var staging = new Webhooks(Map.of(
                "staging",
                SourceSettings.of(Optional.of("alertmanager"))
                        .ofKind("drill")
                        .tagged(Map.of("environment", List.of("staging"), "component", List.of("unused")))));

        assertThat(staging.taken("staging", json("{'alerts':[" + FIRING + "]}")))
                .singleElement()
                .satisfies(report -> {
                    assertThat(report.source()).isEqualTo("staging");
                    assertThat(fact(report, "kind")).contains("drill");
                    assertThat(report.factsAsSent()
                                    .get("tags")
                                    .get("environment")
                                    .get(0)
                                    .textValue())
                            .isEqualTo("staging");
                    assertThat(report.factsAsSent()
                                    .get("tags")
                                    .get("component")
                                    .get(0)
                                    .textValue())
                            .isEqualTo("payments");
                });
    }

    @Test
    void a_source_that_sends_more_than_it_may_is_told_to_wait() {
        var limited = new Webhooks(Map.of(), Map.of("alertmanager", new Rate(1, 2)));

        assertThat(limited.receive("alertmanager", json("{}"))).isInstanceOf(WebhookOutcome.Taken.class);
        assertThat(limited.receive("alertmanager", json("{}"))).isInstanceOf(WebhookOutcome.Taken.class);
        assertThat(limited.receive("alertmanager", json("{}"))).isInstanceOf(WebhookOutcome.OverRate.class);
        assertThat(limited.receive("grafana", json("{}"))).isInstanceOf(WebhookOutcome.Taken.class);
    }

    @Test
    void nobody_else_is_a_source_and_a_bound_key_speaks_for_its_own_only() {
        assertThat(webhooks.receive("nobody", json("{}"))).isEqualTo(new WebhookOutcome.UnknownSource());
        assertThat(webhooks.receive("alertmanager", json("{}"), Set.of("other")))
                .isInstanceOf(WebhookOutcome.NotAllowed.class);
    }

    private List<Report> alerts(String alerts) {
        return webhooks.taken("alertmanager", json("{'status':'firing','alerts':[" + alerts + "]}"));
    }

    private static Optional<String> fact(Report report, String name) {
        return Optional.ofNullable(report.factsAsSent().get(name))
                .map(node -> node.isValueNode() ? node.asText() : node.toString());
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(UTF_8);
    }

    private static Arguments row(String sentence, String member, String value, String fact, @Nullable String expected) {
        return Arguments.of(sentence, member, value, fact, Optional.ofNullable(expected));
    }
}
