package dev.recur.ingest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealKafka.class)
class SourcesIT {

    private static final String ALERT = """
            {"alerts": [{"status": "firing", "fingerprint": "%s", "startsAt": "2026-11-01T10:00:00Z",
             "labels": {"alertname": "Down", "service": "till"}}]}""";
    private static final String TRIGGER = """
            {"routing_key": "%s", "event_action": "trigger", %s
             "payload": {"summary": "Disk is full", "source": "db-1", "severity": "critical"}}""";

    @BeforeEach
    void ready() {
        Ingest.awaitReady();
    }

    @Test
    void a_signed_webhook_needs_no_key_and_an_unsigned_one_gets_the_401_of_everybody() {
        var ping = "Hello, World!";
        var genuine = given().contentType("application/json")
                .header(
                        "X-Hub-Signature-256",
                        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")
                .body(ping)
                .post("/webhooks/ci");
        assertThat(genuine.statusCode()).as(genuine.asString()).isEqualTo(400);

        var forged = given().contentType("application/json")
                .header("X-Hub-Signature-256", "sha256=" + "0".repeat(64))
                .body(ping)
                .post("/webhooks/ci");
        var unsigned = Ingest.webhook("ci", ping);
        var keyless = given().contentType("application/json").body(ping).post("/webhooks/alertmanager");
        assertThat(forged.statusCode()).isEqualTo(401);
        assertThat(forged.contentType()).startsWith("application/problem+json");
        assertThat(unsigned.asString()).isEqualTo(forged.asString());
        assertThat(keyless.asString().replace("alertmanager", "ci")).isEqualTo(forged.asString());
    }

    @Test
    void a_source_with_a_token_of_its_own_takes_the_old_and_the_new_one() {
        for (var token : new String[] {"hush-old", "hush-new"}) {
            var answer = untilServed(() -> given().contentType("application/json")
                    .header("Authorization", "Bearer " + token)
                    .body(ALERT.formatted(token))
                    .post("/webhooks/prom"));
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
            assertThat(ReportTopic.reportsOf(UUID.fromString(answer.jsonPath().getString("incidents[0].incidentId"))))
                    .isNotEmpty()
                    .allSatisfy(report -> assertThat(report.source()).isEqualTo("prom"));
        }
        assertThat(given().header("Authorization", "Bearer hush-other")
                        .body("{}")
                        .post("/webhooks/prom")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void sources_are_listed_without_their_secrets() {
        var answer = Ingest.as(Keys.READING).get("/api/v1/sources");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("items.find { it.name == 'prom' }.adapter"))
                .isEqualTo("alertmanager");
        assertThat(answer.jsonPath().getString("items.find { it.name == 'ci' }.scheme"))
                .isEqualTo("github");
        assertThat(answer.jsonPath().getString("items.find { it.name == 'alertmanager' }.scheme"))
                .isNull();
        assertThat(answer.asString())
                .doesNotContain("hush")
                .doesNotContain("Everybody")
                .doesNotContain("0123456789");
        assertThat(given().get("/api/v1/sources").statusCode()).isEqualTo(401);
    }

    @Test
    void a_dry_run_explains_and_publishes_nothing() {
        var before = ReportTopic.records().size();
        var answer = Ingest.as(Keys.TOOLING)
                .contentType("application/json")
                .body(ALERT.formatted("dry"))
                .post("/api/v1/sources/alertmanager/dry-run");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        var json = answer.jsonPath();
        assertThat(json.getString("reports[0].externalId")).isEqualTo("dry/2026-11-01T10:00:00Z");
        assertThat(json.getString("reports[0].facts.title")).isEqualTo("Down");
        assertThat(json.getList("reports[0].provenance.title")).containsExactly("/alerts/0/labels/alertname");
        assertThat(json.getString("signature")).isEqualTo("not_configured");
        assertThat(ReportTopic.records()).hasSize(before);
        assertThat(Ingest.as(Keys.TOOLING)
                        .body("{")
                        .post("/api/v1/sources/alertmanager/dry-run")
                        .statusCode())
                .isEqualTo(400);
        assertThat(Ingest.as(Keys.TOOLING)
                        .body("{}")
                        .post("/api/v1/sources/nobody/dry-run")
                        .statusCode())
                .isEqualTo(404);
        assertThat(given().body("{}")
                        .post("/api/v1/sources/alertmanager/dry-run")
                        .statusCode())
                .isEqualTo(401);
        assertThat(given().header("Authorization", "Bearer hush-old")
                        .body("{}")
                        .post("/api/v1/sources/prom/dry-run")
                        .jsonPath()
                        .getString("signature"))
                .isEqualTo("genuine");
    }

    @Test
    void pagerdutys_events_are_answered_as_pagerduty_does() {
        var key = "0123456789abcdef0123456789abcdef";
        var keyed = enqueue(TRIGGER.formatted(key, "\"dedup_key\": \"disk/db-1\","));
        assertThat(keyed.statusCode()).as(keyed.asString()).isEqualTo(202);
        assertThat(keyed.asString())
                .isEqualTo("{\"status\":\"success\",\"message\":\"Event processed\",\"dedup_key\":\"disk/db-1\"}");

        var keyless = enqueue(TRIGGER.formatted(key, ""));
        assertThat(keyless.jsonPath().getString("dedup_key")).matches("[0-9a-f]{32}");

        var invalid = enqueue("{\"routing_key\": \"" + key + "\", \"event_action\": \"trigger\"}");
        assertThat(invalid.statusCode()).isEqualTo(400);
        assertThat(invalid.asString())
                .isEqualTo("{\"status\":\"invalid event\",\"message\":\"Event object is invalid\",\"errors\":"
                        + "[\"'payload' is missing or blank\"]}");

        var unknown = enqueue(TRIGGER.formatted("f".repeat(32), ""));
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.jsonPath().getList("errors")).containsExactly("Invalid routing key");
        assertThat(ReportTopic.records())
                .allSatisfy(
                        record -> assertThat(new String(record.value(), UTF_8)).doesNotContain(key));
    }

    @Test
    void an_origin_of_cloud_events_is_welcome() {
        var answer = given().header("WebHook-Request-Origin", "events.example").options("/webhooks/cloudevents");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("WebHook-Allowed-Origin")).isEqualTo("events.example");
        assertThat(answer.header("WebHook-Allowed-Rate")).isEqualTo("*");
        assertThat(answer.header("Allow")).contains("POST");
    }

    private static Response enqueue(String event) {
        return untilServed(
                () -> given().contentType("application/json").body(event).post("/v2/enqueue"));
    }

    /** 800 ms may be too short on a machine that builds other things. */
    private static Response untilServed(Callable<Response> request) {
        return await().atMost(Duration.ofSeconds(30)).until(request, answer -> answer.statusCode() != 503);
    }
}
