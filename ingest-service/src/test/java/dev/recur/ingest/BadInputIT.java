package dev.recur.ingest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(RealKafka.class)
class BadInputIT {

    private int before;

    @BeforeEach
    void ready() {
        Ingest.awaitReady();
        before = ReportTopic.records().size();
    }

    @AfterEach
    void nothing_of_it_reaches_kafka() {
        assertThat(ReportTopic.records()).hasSize(before);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "broken JSON | {\"title\": | '' | not valid JSON",
                "an empty body | '' | '' | empty",
                "text after the end | {\"title\": \"x\"} {} | '' | after the end",
                "a member twice | {\"title\": \"x\", \"title\": \"y\"} | '' | twice",
                "neither object nor array | \"x\" | '' | JSON object",
                "an empty array | [] | '' | at least one",
                "no title | {} | /title | is required",
                "an unknown member | {\"title\": \"x\", \"severty\": \"sev1\"} | /severty | \"severity\"",
                "a wrong word | {\"title\": \"x\", \"kind\": \"outage\"} | /kind | near_miss",
                "a computed dimension | {\"title\": \"x\", \"tags\": {\"weekday\": [\"monday\"]}} | /tags/weekday | computed",
            })
    void bad_reports_are_told_what_to_fix(String sentence, String body, String pointer, String detail) {
        var answer = Ingest.post(body);

        problem(answer, 400);
        assertThat(answer.jsonPath().getString("errors[0].pointer")).isEqualTo(pointer);
        assertThat(answer.jsonPath().getString("errors[0].detail")).contains(detail);
    }

    @Test
    void json_nested_too_deep_is_refused_while_reading() {
        problem(Ingest.post("[".repeat(100_000)), 400);
        problem(Ingest.post("{\"title\": " + "[".repeat(40) + "]".repeat(40) + "}"), 400);
    }

    @Test
    void a_body_over_1_MiB_is_413() {
        problem(Ingest.post("{\"title\": \"" + "x".repeat(2_000_000) + "\"}"), 413);
        problem(Ingest.post(" ".repeat(1024 * 1024 + 1)), 413);
        problem(Ingest.webhook("alertmanager", " ".repeat(1024 * 1024 + 1)), 413);
    }

    @Test
    void a_body_over_1_MiB_is_413_also_when_its_length_is_not_announced() throws IOException, InterruptedException {
        var bytes = "x".repeat(2_000_000).getBytes(UTF_8);
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + Ingest.port() + "/api/v1/incidents"))
                .header("Authorization", Keys.TOOLING.header())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }

    @Test
    void a_report_over_256_KiB_and_a_batch_over_1000_are_413() {
        var links = String.join(
                ",", Collections.nCopies(60, "{\"rel\":\"a\",\"href\":\"https://a/" + "b".repeat(4_400) + "\"}"));
        problem(Ingest.post("{\"title\": \"x\", \"links\": [" + links + "]}"), 413);
        problem(Ingest.post("[" + String.join(",", Collections.nCopies(1_001, "{\"title\":\"x\"}")) + "]"), 413);
    }

    @Test
    void another_content_type_is_415() {
        problem(Ingest.as(Keys.TOOLING).contentType("text/plain").body("{}").post("/api/v1/incidents"), 415);
        problem(
                Ingest.as(Keys.TOOLING)
                        .contentType("application/xml")
                        .body("<a/>")
                        .post("/api/v1/incidents"),
                415);
    }

    @Test
    void without_a_key_it_is_401_and_without_the_role_403() {
        var body = "{\"title\": \"x\"}";
        problem(given().contentType("application/json").body(body).post("/api/v1/incidents"), 401);
        problem(given().contentType("application/json").body(body).post("/webhooks/alertmanager"), 401);
        problem(
                Ingest.as(Keys.READING)
                        .contentType("application/json")
                        .body(body)
                        .post("/api/v1/incidents"),
                403);
    }

    @Test
    void a_key_bound_to_sources_speaks_for_no_other() {
        var body = "{\"title\": \"x\", \"source\": \"elsewhere\"}";
        problem(Ingest.as(Keys.BOUND).contentType("application/json").body(body).post("/api/v1/incidents"), 403);
        problem(Ingest.as(Keys.BOUND).contentType("application/json").body("{}").post("/webhooks/alertmanager"), 403);
    }

    @Test
    void other_addresses_and_identities_are_told_so() {
        problem(Ingest.webhook("nobody", "{}"), 404);
        problem(Ingest.webhook("alertmanager", "{\"alerts\":"), 400);
        problem(Ingest.as(Keys.TOOLING).get("/api/v1/elsewhere"), 404);
        problem(Ingest.as(Keys.TOOLING).get("/api/v1/incidents"), 405);
        problem(Ingest.as(Keys.TOOLING).delete("/api/v1/incidents/4711"), 400);
        problem(
                Ingest.as(Keys.TOOLING)
                        .contentType("application/json")
                        .header("Idempotency-Key", "two words")
                        .body("{\"title\": \"x\"}")
                        .post("/api/v1/incidents"),
                400);
    }

    private static void problem(Response answer, int status) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getInt("status")).isEqualTo(status);
        assertThat(answer.jsonPath().getString("title")).isNotBlank();
        assertThat(answer.jsonPath().getString("instance")).startsWith("/");
    }
}
