package dev.recur.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recur.wire.report.Fact;
import dev.recur.wire.report.Identity;
import dev.recur.wire.report.Report;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealKafka.class)
class WebhooksIT {

    private static final String ALERT = """
            {"status": "%s", "alerts": [{"status": "%s", "fingerprint": "f1", "startsAt": "2026-11-01T10:00:00Z",
             "endsAt": "%s", "labels": {"alertname": "Down", "service": "payments"}}]}""";

    @BeforeEach
    void ready() {
        Ingest.awaitReady();
    }

    @Test
    void an_alert_that_fires_repeats_and_resolves_is_one_incident_with_an_end() {
        var firing = ALERT.formatted("firing", "firing", "0001-01-01T00:00:00Z");
        var first = post(firing);
        var repeat = post(firing);
        var resolve = post(ALERT.formatted("resolved", "resolved", "2026-11-01T11:00:00Z"));

        var incidentId = Identity.incidentOfExternalId("alertmanager", "f1/2026-11-01T10:00:00Z");
        assertThat(first.statusCode()).as(first.asString()).isEqualTo(202);
        assertThat(first.asString())
                .isEqualTo("{\"accepted\":1,\"ignored\":0,\"incidents\":[{\"incidentId\":\""
                        + incidentId + "\",\"reportId\":\"" + reportId(first)
                        + "\"}],\"reasons\":[]}");
        assertThat(repeat.asString()).isEqualTo(first.asString());
        assertThat(resolve.jsonPath().getString("incidents[0].incidentId")).isEqualTo(incidentId.toString());
        assertThat(ReportTopic.reportsOf(incidentId))
                .extracting(Report::reportId)
                .contains(reportId(first), reportId(resolve))
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(reportId(resolve)).isNotEqualTo(reportId(first));
        assertThat(ReportTopic.reportsOf(incidentId).getLast().facts().resolvedAt())
                .isEqualTo(new Fact.Stated<>(Instant.parse("2026-11-01T11:00:00Z")));
    }

    @Test
    void what_is_of_no_interest_is_a_202_that_says_so() {
        var answer = post("{\"alerts\": []}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.asString())
                .isEqualTo("{\"accepted\":0,\"ignored\":1,\"incidents\":[],\"reasons\":[\"no alerts\"]}");
        assertThat(Ingest.management("/q/metrics").asString())
                .contains("recur_ingest_webhook_ignored_total{source=\"alertmanager\"}");
    }

    /** As Alertmanager does it: 800 ms may be too short on a machine that builds other things, and a 503 is tried again. */
    private static Response post(String body) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> Ingest.webhook("alertmanager", body), answer -> answer.statusCode() != 503);
    }

    private static UUID reportId(Response answer) {
        return UUID.fromString(answer.jsonPath().getString("incidents[0].reportId"));
    }
}
