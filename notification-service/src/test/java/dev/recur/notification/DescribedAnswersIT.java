package dev.recur.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.notification.subscription.UnsubscribeTokens;
import dev.recur.testkit.api.Answers;
import dev.recur.testkit.api.Answers.Answer;
import dev.recur.wire.investigation.EventName;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The service answers as the description that it serves says, to whoever sends what that gives as examples. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@TestProfile(Secured.class)
class DescribedAnswersIT extends ServiceTest {

    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";
    private static final String RECEIVERS = "/api/v1/receivers";
    private static final String SUBSCRIPTIONS = "/api/v1/subscriptions";
    private static final String SILENCES = "/api/v1/silences";
    private static final String DELIVERIES = "/api/v1/deliveries";

    @TestHTTPResource("/")
    URI service;

    @Inject
    UnsubscribeTokens tokens;

    /** What stands for payments in the examples, so that no other test has it. */
    private final String team = unique("described");

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
    void every_operation_answers_as_it_is_described() throws Exception {
        try (var sink = new Sink(before -> Sink.Answer.of(before == 0 ? 500 : 200))) {
            receivers(sink);
            var subscription = subscriptions();
            silences();
            deliveries();
            events();
            unsubscribing(subscription);
            operation();
        }
        assertThat(answered).isEqualTo(answers.operations());
    }

    @ParameterizedTest(name = "{0} {1} {2} {3} {4}")
    @CsvFileSource(resources = "/errors.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void every_error_is_a_described_one(
            String who, String method, String path, String header, String body, int status) {
        ok(send("{'name':'%s','type':'email','to':'a@example.com'}".formatted(team)), "POST", RECEIVERS);
        String subscription = ok(send("{'name':'n','receiver':'%s'}".formatted(team)), "POST", SUBSCRIPTIONS)
                .path("id");
        var request = who.equals("nobody") ? given() : as("rk_test_" + who);
        if (body != null) {
            request.contentType(ContentType.JSON)
                    .body(body.replace("{name}", team)
                            .replace("{1 MiB}", "x".repeat((1 << 20) + 1))
                            .replace('\'', '"'));
        }
        if (header != null) {
            var colon = header.indexOf(':');
            request.header(
                    header.substring(0, colon), header.substring(colon + 1).strip());
        }
        var answer = ask(
                request,
                method,
                path.replace("{nobody}", NOBODY).replace("{name}", team).replace("{subscription}", subscription));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType())
                .isEqualTo(
                        path.startsWith("/unsubscribe") && status == 404
                                ? "text/html;charset=UTF-8"
                                : "application/problem+json");
    }

    private void receivers(Sink sink) {
        for (var example : answers.examples("NewReceiver")) {
            var made = ok(send(example.replace("payments-", team + "-")), "POST", RECEIVERS);
            var path = RECEIVERS + "/" + made.path("name");
            var whole = ok(reader(), "GET", path).asString();
            ok(send(whole).header("If-Match", etag(path)), "PUT", path);
        }
        ok(reader(), "GET", RECEIVERS + "?limit=1");
        ok(reader(), "GET", RECEIVERS);
        var path = RECEIVERS + "/" + team + "-hook";
        var edit = answers.examples("ReceiverEdit").getFirst().replaceFirst("https://[^\"]*", sink.url());
        ok(send(edit).header("If-Match", etag(path)), "PUT", path);
        ok(editor(), "POST", path + "/test");
        ok(editor(), "POST", path + "/test");
        ok(editor(), "POST", path + "/rotate-secret");
        ok(send(answers.examples("ReplaySince").getFirst()), "POST", path + "/replay");
        var mail = RECEIVERS + "/" + team + "-mail";
        ok(editor().header("If-Match", etag(mail)), "DELETE", mail);
    }

    /** Makes those of the examples, and gives one that hears at once of the team. */
    private String subscriptions() {
        for (var example : answers.examples("SubscriptionForm")) {
            var form = example.replace("payments-hook", team + "-hook").replace("\\\"payments\\\"", team);
            var path =
                    SUBSCRIPTIONS + "/" + ok(send(form), "POST", SUBSCRIPTIONS).path("id");
            var whole = ok(reader(), "GET", path).asString();
            ok(send(whole).header("If-Match", etag(path)), "PUT", path);
        }
        ok(reader(), "GET", SUBSCRIPTIONS + "?limit=500");
        var form = "{'name':'n','receiver':'%s-hook','where':'component=%s','mode':'%s'}";
        var ended = SUBSCRIPTIONS + "/"
                + ok(send(form.formatted(team, team, "immediate")), "POST", SUBSCRIPTIONS)
                        .path("id");
        ok(editor().header("If-Match", etag(ended)), "DELETE", ended);
        ok(send(form.formatted(team, team, "daily")), "POST", SUBSCRIPTIONS);
        return ok(send(form.formatted(team, team, "immediate")), "POST", SUBSCRIPTIONS)
                .path("id");
    }

    private void silences() {
        var example = answers.examples("NewSilence").getFirst();
        var tomorrow = Instant.now().plusSeconds(86_400).toString();
        var form = example.replaceFirst("\"endsAt\":\"[^\"]*", "\"endsAt\":\"" + tomorrow)
                .replace("\\\"payments\\\"", team + "-silent");
        var kept = SILENCES + "/" + ok(send(form), "POST", SILENCES).path("id");
        ok(reader(), "GET", kept);
        var ended = SILENCES + "/" + ok(send(form), "POST", SILENCES).path("id");
        ok(editor(), "DELETE", ended);
        ok(reader(), "GET", ended);
        ok(reader(), "GET", SILENCES + "?limit=2");
        var silent = "{'name':'n','receiver':'%s-hook','where':'component=%s-silent'}";
        ok(send(silent.formatted(team, team)), "POST", SUBSCRIPTIONS);
    }

    private void deliveries() {
        var told = happened(team);
        var silenced = happened(team + "-silent");
        eventually().until(() -> count(told, "delivered") > 0 && count(silenced, "silenced") > 0);
        ok(reader(), "GET", DELIVERIES + "?limit=1");
        for (var investigation : Set.of(told, silenced)) {
            var page = ok(reader(), "GET", DELIVERIES + "?investigation=" + investigation);
            for (var id : page.jsonPath().<String>getList("items.deliveryId")) {
                ok(reader(), "GET", DELIVERIES + "/" + id);
            }
            ok(reader(), "GET", DELIVERIES + "/explain?investigation=" + investigation);
        }
        var again = reader().get(DELIVERIES + "?status=delivered&investigation=" + told)
                .path("items[0].deliveryId");
        ok(editor(), "POST", DELIVERIES + "/" + again + "/redeliver");
        var pending = ok(reader(), "GET", DELIVERIES + "?status=pending&investigation=" + told);
        var digested = pending.jsonPath().getString("items.find { it.reason == 'digest' }.deliveryId");
        assertThat(digested)
                .as(() -> "what waits is " + pending.asString() + ", of "
                        + reader().get(DELIVERIES + "?investigation=" + told).asString())
                .isNotNull();
        var refused = ask(editor(), "POST", DELIVERIES + "/" + digested + "/redeliver");
        assertThat(refused.statusCode()).isEqualTo(409);
    }

    private UUID happened(String component) {
        var investigation = UUID.randomUUID();
        var event = TestEvents.event(EventName.OPENED, investigation, 1, component);
        topic.publish(UUID.randomUUID(), Instant.now().plusSeconds(60), event);
        return investigation;
    }

    private static int count(UUID investigation, String status) {
        return reader().get(DELIVERIES + "?status=" + status + "&investigation=" + investigation)
                .jsonPath()
                .getList("items")
                .size();
    }

    private void events() throws Exception {
        var tag = ok(reader(), "GET", "/feed.atom?where=component%3D" + team).getHeader("ETag");
        var unchanged = ask(reader().header("If-None-Match", tag), "GET", "/feed.atom?where=component%3D" + team);
        assertThat(unchanged.statusCode()).isEqualTo(304);
        var request = HttpRequest.newBuilder(service.resolve("/api/v1/stream"))
                .header("Authorization", "Bearer " + Secured.READER)
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var stream = client.send(request, BodyHandlers.ofInputStream());
            try (var body = stream.body()) {
                var answer = new Answer(
                        "GET",
                        "/api/v1/stream",
                        stream.statusCode(),
                        stream.headers().firstValue("Content-Type").orElse(null),
                        new String(body.readNBytes(1), StandardCharsets.UTF_8));
                assertThat(answers.problems(answer)).isEmpty();
                answers.operation(answer).ifPresent(answered::add);
            }
        }
    }

    private void unsubscribing(String subscription) {
        var path = "/unsubscribe/" + tokens.of(UUID.fromString(subscription));
        ok(given(), "GET", path);
        ok(given(), "POST", path);
    }

    private void operation() {
        var path = "/api/v1/dead-letters";
        topic.publish(UUID.randomUUID(), "{".getBytes(StandardCharsets.UTF_8), Map.of());
        eventually()
                .until(() ->
                        !as(Secured.ADMIN).get(path).jsonPath().getList("items").isEmpty());
        ok(as(Secured.ADMIN), "GET", path + "?limit=1");
        ok(as(Secured.ADMIN), "POST", path + "/replay");
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
        return reader().get(path).getHeader("ETag");
    }

    private static RequestSpecification send(String body) {
        return editor().contentType(ContentType.JSON).body(body.replace('\'', '"'));
    }

    private static RequestSpecification reader() {
        return as(Secured.READER);
    }

    private static RequestSpecification editor() {
        return as(Secured.EDITOR);
    }

    private static RequestSpecification as(String key) {
        return given().header("Authorization", "Bearer " + key);
    }
}
