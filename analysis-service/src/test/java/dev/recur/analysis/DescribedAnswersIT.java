package dev.recur.analysis;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recur.testkit.api.Answers;
import dev.recur.testkit.api.Answers.Answer;
import dev.recur.wire.topic.CloudEventTypes;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service answers as the description that it serves says, to whoever sends what that gives as examples. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@TestProfile(Secured.class)
class DescribedAnswersIT {

    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";
    private static final List<String> CONDITIONS = List.of("Count", "Sum", "Share", "Change", "AfterMarker", "Silence");

    @Inject
    Topic topic;

    @Inject
    Clock clock;

    private final Set<String> answered = new TreeSet<>();
    private Answers answers;

    @BeforeEach
    void read_the_description() {
        answers = Answers.by(given().accept("application/json")
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
        rules("quarter");
        rules("P90D");
        reported();
        var investigation = "/api/v1/investigations/" + opened("described-Count-P90D");
        opened("described-Count-quarter");

        incidents();
        counts();
        investigation(investigation);
        taxonomy();
        operation();

        assertThat(answered).isEqualTo(answers.operations());
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvFileSource(resources = "/errors.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void every_error_is_a_described_one(
            String who, String method, String path, String header, String body, int status) {
        var starter = as(Secured.READER)
                .get("/api/v1/rules")
                .jsonPath()
                .getString("items.find { it.name == 'component-quarter' }.id");
        var request = who.equals("nobody") ? given() : as("rk_test_" + who);
        if (body != null) {
            var valid = answers.examples("RuleDraft").getFirst();
            request.contentType(ContentType.JSON)
                    .body(body.replace("{rule}", valid)
                            .replace("{1 MiB}", "x".repeat((1 << 20) + 1))
                            .replace('\'', '"'));
        }
        if (header != null) {
            var colon = header.indexOf(':');
            request.header(
                    header.substring(0, colon), header.substring(colon + 1).strip());
        }
        var answer = ask(request, method, path.replace("{nobody}", NOBODY).replace("{rule}", starter));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/csv", "application/x-ndjson"})
    void incidents_are_had_in_every_described_form(String type) {
        ok(as(Secured.READER).accept(type), "GET", "/api/v1/incidents");
    }

    private void rules(String window) {
        for (var condition : CONDITIONS) {
            var definition = """
                    {"name": "described-%s-%s", "where": "team=described", "groupBy": ["component"], "window": "%s",
                     "condition": %s}
                    """.formatted(
                            condition,
                            window,
                            window,
                            answers.examples(condition + "Condition").getFirst());
            var rule = ok(send(Secured.EDITOR, definition), "POST", "/api/v1/rules");
            var path = "/api/v1/rules/" + rule.path("id");
            ok(as(Secured.READER), "GET", path);
            ok(send(Secured.READER, definition), "POST", "/api/v1/rules/preview?against=" + rule.path("id"));
        }
        ok(as(Secured.READER), "GET", "/api/v1/rules");
        answers.examples("RuleDraft")
                .forEach(example -> ok(send(Secured.READER, example), "POST", "/api/v1/rules/preview"));
        var renamed = answers.examples("RuleDraft").getFirst().replace("component-quarter", "described-" + window);
        var path = "/api/v1/rules/"
                + ok(send(Secured.EDITOR, renamed), "POST", "/api/v1/rules").path("id");
        var whole = as(Secured.READER).get(path).asString();
        ok(send(Secured.EDITOR, whole).header("If-Match", etag(path)), "PUT", path);
        ok(as(Secured.EDITOR).header("If-Match", etag(path)), "DELETE", path);
    }

    private void reported() {
        var now = clock.instant();
        topic.send(IntStream.range(0, 4)
                .mapToObj(i ->
                        Reports.of("described-" + i, now.minusSeconds(10 - i), """
                        {'title':'t','summary':'s','severity':'sev2','kind':'incident','occurredAt':'%s',
                         'tags':{'component':['Described'],'team':['described']},'measures':{'downtimeMinutes':45.5},
                         'links':[{'rel':'postmortem','href':'https://wiki.shop.example/4711'}]}
                        """.formatted(now.minusSeconds(10 - i))))
                .toList());
        topic.send(List.of(
                Reports.of("described-0", now, "{'resolvedAt':'%s','severity':null,'measures':null}".formatted(now))));
        topic.sendMarkers(List.of(
                Markers.of("described", "release", now.minusSeconds(60), Map.of("component", List.of("Described")))));
        topic.send("described", CloudEventTypes.INCIDENT_REPORTED, "{".getBytes(StandardCharsets.UTF_8));
    }

    private String opened(String rule) {
        return await().atMost(Service.PATIENCE)
                .until(
                        () -> as(Secured.READER)
                                .queryParam("rule", rule)
                                .get("/api/v1/investigations")
                                .jsonPath()
                                .getString("items[0].investigationId"),
                        id -> id != null);
    }

    private void incidents() {
        ok(as(Secured.READER), "GET", "/api/v1/incidents?limit=1&where=team%3Ddescribed");
        var path = "/api/v1/incidents/" + Reports.incident("described-0");
        ok(as(Secured.READER), "GET", path);
        ok(as(Secured.READER), "GET", path + "/reports");
        ok(as(Secured.ADMIN), "DELETE", path + "/personal-data");
        ok(as(Secured.READER), "GET", path);
        ok(as(Secured.READER), "GET", path + "/reports");
        await().atMost(Service.PATIENCE)
                .until(() -> !as(Secured.READER)
                        .get("/api/v1/markers?type=release")
                        .jsonPath()
                        .getList("items")
                        .isEmpty());
        ok(as(Secured.READER), "GET", "/api/v1/markers?limit=1");
    }

    private void counts() {
        var query = "/api/v1/counts?groupBy=component,team&bucket=hour";
        assertThat(ok(as(Secured.READER), "GET", query).jsonPath().getList("rows"))
                .isNotEmpty();
        ok(as(Secured.READER).accept("text/csv"), "GET", query);
        ok(as(Secured.ADMIN), "GET", "/api/v1/counts/recount");
        ok(as(Secured.ADMIN), "POST", "/api/v1/counts/recount");
        ok(as(Secured.READER), "GET", "/api/v1/coverage");
    }

    private void investigation(String path) {
        ok(as(Secured.READER), "GET", "/api/v1/investigations?limit=1");
        ok(as(Secured.READER), "GET", "/api/v1/investigations?rule=described-Count-quarter");
        ok(as(Secured.READER), "GET", path);
        ok(as(Secured.READER), "GET", path + "/evidence?limit=1");
        ok(as(Secured.READER), "GET", path + "/explain");
        var first = answers.examples("Decision").getFirst();
        ok(send(Secured.EDITOR, first).header("If-Match", etag(path)), "POST", path + "/transitions");
        var taken = ask(send(Secured.EDITOR, first).header("If-Match", etag(path)), "POST", path + "/transitions");
        assertThat(taken.statusCode()).isEqualTo(409);
        var accepted = "{\"to\":\"accepted_risk\",\"note\":\"n\",\"until\":\"%s\"}"
                .formatted(clock.instant().plus(Duration.ofDays(1)));
        ok(send(Secured.EDITOR, accepted).header("If-Match", etag(path)), "POST", path + "/transitions");
    }

    private void taxonomy() {
        var path = "/api/v1/taxonomy";
        var before = ok(as(Secured.READER), "GET", path).asString();
        for (var taxonomy : List.of(answers.examples("TaxonomyDraft").getFirst(), before)) {
            ok(send(Secured.ADMIN, taxonomy).header("If-Match", etag(path)), "PUT", path);
        }
    }

    private void operation() {
        var path = "/api/v1/dead-letters";
        await().atMost(Service.PATIENCE)
                .until(() ->
                        !as(Secured.ADMIN).get(path).jsonPath().getList("items").isEmpty());
        ok(as(Secured.ADMIN), "GET", path + "?limit=1");
        ok(as(Secured.ADMIN), "POST", path + "/replay");
        var keys = "/api/v1/api-keys";
        var issued = ok(send(Secured.ADMIN, answers.examples("ApiKeyForm").getLast()), "POST", keys);
        ok(as(Secured.ADMIN), "GET", keys);
        ok(as(Secured.ADMIN), "DELETE", keys + "/" + issued.path("id"));
        ok(as(Secured.ADMIN), "GET", "/api/v1/audit?limit=1");
        ok(as(Secured.ADMIN), "GET", "/api/v1/audit?limit=500");
    }

    private Response ok(RequestSpecification request, String method, String path) {
        var response = ask(request, method, path);
        assertThat(response.statusCode())
                .as(method + " " + path + ": " + response.asString())
                .isLessThan(300);
        answers.operation(answer(method, path, response)).ifPresent(answered::add);
        return response;
    }

    private Response ask(RequestSpecification request, String method, String path) {
        var response = request.urlEncodingEnabled(false).request(method, path);
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

    private static String etag(String path) {
        return as(Secured.READER).get(path).getHeader("ETag");
    }

    private static RequestSpecification send(String key, String body) {
        return as(key).contentType(ContentType.JSON).body(body);
    }

    private static RequestSpecification as(String key) {
        return given().header("Authorization", "Bearer " + key);
    }
}
