package dev.recur.ingest.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.ingest.webhook.signature.Posted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DryRunTest {

    private final Webhooks webhooks = new Webhooks(Map.of(
            "staging",
            SourceSettings.of(Optional.of("alertmanager"))
                    .ofKind("drill")
                    .tagged(Map.of("environment", List.of("staging")))));

    @Test
    void each_fact_says_from_where_it_came() {
        var report = one("staging", Map.of(), """
                {"status": "resolved", "alerts": [{"fingerprint": "f1", "startsAt": "2026-11-01T10:00:00Z",
                 "endsAt": "2026-11-01T11:00:00Z", "labels": {"alertname": "Down", "severity": "critical", "app": "till"},
                 "annotations": {"summary": "till is down"}}]}""");

        assertThat(report.provenance())
                .containsEntry("externalId", List.of("/alerts/0/fingerprint", "/alerts/0/startsAt"))
                .containsEntry("title", List.of("/alerts/0/annotations/summary"))
                .containsEntry("severity", List.of("/alerts/0/labels/severity"))
                .containsEntry("occurredAt", List.of("/alerts/0/startsAt"))
                .containsEntry("asOf", List.of("/alerts/0/startsAt"))
                .containsEntry("resolvedAt", List.of("/alerts/0/endsAt"))
                .containsEntry("tags/component", List.of("/alerts/0/labels/app"))
                .containsEntry("tags/environment", List.of("the source's default tags"))
                .containsEntry("tags/detection", List.of("what is not said otherwise is an alert"))
                .containsEntry("kind", List.of("the source's kind"));
        assertThat(webhooks.log.reports).isEmpty();
    }

    @Test
    void a_time_that_is_none_is_said_to_be_that_of_receipt() {
        var report = one("alertmanager", Map.of(), """
                {"alerts": [{"fingerprint": "f1", "startsAt": "soon", "labels": {"alertname": "Down"}}]}""");

        assertThat(report.report().asOf()).isEqualTo(Webhooks.NOW);
        assertThat(report.provenance())
                .containsEntry("asOf", List.of("time of receipt"))
                .containsEntry("occurredAt", List.of("not said: it counts at asOf"));
        assertThat(report.leftOut()).extracting(problem -> problem.pointer()).contains("/occurredAt", "/asOf");
    }

    @Test
    void headers_the_time_of_receipt_and_json_in_a_string_are_places_too() {
        assertThat(one(
                                "cloudevents",
                                Map.of("ce-specversion", "1.0", "ce-id", "1", "ce-source", "/s", "ce-type", "t"),
                                "{}")
                        .provenance())
                .containsEntry("externalId", List.of("header ce-id", "header ce-source"));
        assertThat(one("zabbix", Map.of(), "{\"event_id\": \"1\", \"event_value\": \"0\", \"title\": \"x\"}")
                        .provenance())
                .containsEntry("resolvedAt", List.of("time of receipt"));
        assertThat(one("cloudwatch", Map.of(), """
                        {"Message": "{\\"AlarmName\\":\\"a\\",\\"AlarmArn\\":\\"arn\\",\\"NewStateValue\\":\\"ALARM\\"}"}""").provenance())
                .containsEntry("title", List.of("/Message (JSON) /AlarmName"));
    }

    @Test
    void what_is_of_no_interest_says_why_and_what_is_no_json_is_refused() {
        assertThat(run("github", Map.of("x-github-event", "ping"), "{}"))
                .isInstanceOfSatisfying(
                        DryRun.Understood.class,
                        understood -> assertThat(understood.ignored()).containsExactly("test notification"));
        assertThat(run("github", Map.of(), "{")).isInstanceOf(DryRun.Unintelligible.class);
        assertThat(run("nobody", Map.of(), "{}")).isEqualTo(new DryRun.UnknownSource());
    }

    private DryRun.Explained one(String source, Map<String, String> headers, String body) {
        return switch (run(source, headers, body)) {
            case DryRun.Understood understood -> {
                assertThat(understood.reports()).as(understood.toString()).hasSize(1);
                yield understood.reports().getFirst();
            }
            case DryRun.Result other -> throw new AssertionError(other.toString());
        };
    }

    private DryRun.Result run(String source, Map<String, String> headers, String body) {
        return webhooks.dryRun.run(source, new Posted(body.getBytes(UTF_8), headers, null));
    }
}
