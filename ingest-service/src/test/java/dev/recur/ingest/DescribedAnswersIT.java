package dev.recur.ingest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recur.testkit.api.Answers;
import dev.recur.testkit.api.Answers.Answer;
import dev.recur.wire.json.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The service answers as the description that it serves says, to whoever sends what that gives as examples. */
@QuarkusTest
@QuarkusTestResource(RealKafka.class)
class DescribedAnswersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final String INCIDENTS = "/api/v1/incidents";
    private static final String NEAR_MISSES = "/api/v1/near-misses";
    private static final String SOURCES = "/api/v1/sources";

    private final Set<String> answered = new TreeSet<>();
    private Answers answers;

    @BeforeEach
    void read_the_description() {
        Ingest.awaitReady();
        answers = Answers.by(given().accept(JSON)
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    @Test
    void examples_are_as_their_schemas_say() {
        assertThat(answers.wrongExamples()).isEmpty();
    }

    @Test
    void every_operation_answers_as_it_is_described() {
        incidents();
        nearMisses();
        answers.examples("Marker").forEach(example -> ok(sending(JSON, example), "POST", "/api/v1/markers"));
        webhooks();
        assertThat(answered).isEqualTo(answers.operations());
    }

    @Test
    void a_dry_run_of_what_any_sender_sends_is_answered_as_it_is_described() throws IOException {
        var sources = ok(by("reading"), "GET", SOURCES).jsonPath().<String>getList("items.name");
        for (var source : sources) {
            try (var cases = DescribedAnswersIT.class.getResourceAsStream("/adapters/" + source + ".json")) {
                if (cases != null) {
                    var first = Json.read(cases.readAllBytes()).path(0);
                    ok(sending(first), "POST", SOURCES + "/" + source + "/dry-run");
                }
            }
        }
    }

    @Test
    void who_is_over_its_rate_is_answered_as_it_is_described() {
        var reports = answers.examples("Reports").getFirst();
        await().atMost(PATIENCE)
                .until(() -> ask(by("slow", null, reports), "POST", INCIDENTS), answer -> answer.statusCode() == 429);
    }

    @ParameterizedTest(name = "{0} {1} {2} {3} {4}")
    @CsvFileSource(resources = "/errors.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void every_error_is_a_described_one(
            String who, String method, String path, String header, String body, int status, String type) {
        var receipt = path.contains("{receipt}") ? receipt() : "";
        var answer = ask(
                by(who, header, body), method, path.replace("{nobody}", NOBODY).replace("{receipt}", receipt));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(mediaType(answer)).isEqualTo(type == null ? PROBLEM : type);
    }

    private void incidents() {
        var reports = answers.examples("Report");
        reports.forEach(example -> ok(sending(JSON, example), "POST", INCIDENTS));
        answers.examples("Reports").forEach(example -> ok(sending(JSON, example), "POST", INCIDENTS));
        ok(sending("application/x-ndjson", String.join("\n", reports)), "POST", INCIDENTS);
        answers.examples("ReportEvent")
                .forEach(example -> ok(sending("application/cloudevents+json", example), "POST", INCIDENTS));
        answers.examples("ReportEvents")
                .forEach(example -> ok(sending("application/cloudevents-batch+json", example), "POST", INCIDENTS));
        var partly = ok(sending(JSON, "[" + reports.getFirst() + ",{}]"), "POST", INCIDENTS);
        assertThat(partly.statusCode()).isEqualTo(207);
        var path = INCIDENTS + "/" + NOBODY;
        for (var type : List.of(JSON, "application/merge-patch+json")) {
            answers.examples("Amendment").forEach(example -> ok(sending(type, example), "PATCH", path));
        }
        ok(by("tooling"), "DELETE", path + "?reason=mistake&asOf=2026-03-01T00:00:00Z&source=checkout-tool");
        ok(by("tooling"), "POST", path + "/restore");
        answers.examples("Turn").forEach(example -> ok(sending(JSON, example), "POST", path + "/restore"));
    }

    private void nearMisses() {
        answers.examples("NearMiss").forEach(example -> ok(sending(JSON, example), "POST", NEAR_MISSES));
        answers.examples("NearMissAddition")
                .forEach(example -> ok(sending(JSON, example), "POST", NEAR_MISSES + "/" + receipt()));
    }

    private void webhooks() {
        ok(by("reading"), "GET", SOURCES);
        for (var example : answers.examples("WebhookBody")) {
            ok(sending(JSON, example), "POST", "/webhooks/patient");
            ok(form("payload", example), "POST", "/webhooks/patient");
            ok(sending(JSON, example), "POST", SOURCES + "/patient/dry-run");
        }
        ok(by("nobody", "WebHook-Request-Origin: events.example", null), "OPTIONS", "/webhooks/cloudevents");
        answers.examples("PagerDutyEvent").forEach(example -> ok(sending(JSON, example), "POST", "/v2/enqueue"));
    }

    private String receipt() {
        var example = answers.examples("NearMiss").getFirst();
        return ok(sending(JSON, example), "POST", NEAR_MISSES).path("receipt");
    }

    private static Supplier<RequestSpecification> sending(String type, String body) {
        return () -> Ingest.sending(type).body(body.getBytes(UTF_8));
    }

    private static Supplier<RequestSpecification> form(String field, String value) {
        return () -> Ingest.sending("application/x-www-form-urlencoded").formParam(field, value);
    }

    private static Supplier<RequestSpecification> sending(JsonNode ofSender) {
        return () -> {
            var request = Ingest.sending(JSON).body(Json.write(ofSender.path("body")));
            ofSender.path("headers")
                    .properties()
                    .forEach(header ->
                            request.header(header.getKey(), header.getValue().asText()));
            return request;
        };
    }

    private static Supplier<RequestSpecification> by(String who) {
        return by(who, null, null);
    }

    private static Supplier<RequestSpecification> by(String who, @Nullable String header, @Nullable String body) {
        return () -> {
            var request = given().config(Ingest.AS_SENT);
            if (!who.equals("nobody")) {
                request.header("Authorization", "Bearer rk_test_" + who);
            }
            if (body != null) {
                request.contentType(JSON)
                        .body(body.replace("{1 MiB}", "x".repeat((1 << 20) + 1)).replace('\'', '"'));
            }
            if (header != null) {
                var colon = header.indexOf(':');
                request.header(
                        header.substring(0, colon), header.substring(colon + 1).strip());
            }
            return request;
        };
    }

    private Response ok(Supplier<RequestSpecification> request, String method, String path) {
        var response = ask(request, method, path);
        assertThat(response.statusCode())
                .as(method + " " + path + ": " + response.asString())
                .isLessThan(300);
        answers.operation(answer(method, path, response)).ifPresent(answered::add);
        return response;
    }

    /** Until it is served: 800 ms may be too short on a machine that builds other things. */
    private Response ask(Supplier<RequestSpecification> request, String method, String path) {
        var response = await().atMost(PATIENCE)
                .until(
                        () -> request.get().urlEncodingEnabled(false).request(method, path),
                        answer -> answer.statusCode() != 503);
        assertThat(answers.problems(answer(method, path, response))).isEmpty();
        return response;
    }

    private static Answer answer(String method, String path, Response response) {
        return new Answer(
                method,
                path.replaceFirst("\\?.*", ""),
                response.statusCode(),
                response.getHeader("Content-Type"),
                response.asString());
    }

    private static String mediaType(Response answer) {
        return answer.contentType().replaceFirst(";.*", "");
    }
}
