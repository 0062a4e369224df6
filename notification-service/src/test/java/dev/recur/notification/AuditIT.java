package dev.recur.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.recur.notification.audit.Action;
import dev.recur.notification.subscription.UnsubscribeTokens;
import dev.recur.testkit.access.AccessTable;
import dev.recur.wire.json.WireName;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever changes something is found in the log, with what they changed and without its secrets. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@TestProfile(Secured.class)
class AuditIT {

    private static final String RECEIVER = "/api/v1/receivers/audited";

    @Inject
    Pool pool;

    @Inject
    UnsubscribeTokens tokens;

    @Test
    void every_endpoint_that_changes_something_has_a_word_in_the_log() {
        var changing = AccessTable.read(AuditIT.class.getResourceAsStream("/access.txt")).endpoints().stream()
                .filter(endpoint -> !endpoint.method().equals("GET"))
                .toList();
        assertThat(Action.values()).hasSameSizeAs(changing);
    }

    @Test
    void every_change_is_there_with_who_made_it_before_and_after() {
        try (var sink = Sink.answering(200)) {
            var secret = ok(body("{'name':'audited','type':'webhook','url':'" + sink.url() + "'}")
                            .post("/api/v1/receivers"))
                    .extract()
                    .<String>path("secret");
            ok(with(RECEIVER, "{'type':'webhook','url':'" + sink.url() + "?v=2','enabled':true}")
                    .put(RECEIVER));
            var rotated =
                    ok(editor().post(RECEIVER + "/rotate-secret")).extract().<String>path("secret");
            ok(editor().post(RECEIVER + "/test"));
            ok(body("{'since':'2026-01-01T00:00:00Z'}").post(RECEIVER + "/replay"));
            var form = "{'name':'audited','receiver':'audited','events':['opened'],'mode':'immediate'}";
            var subscription = "/api/v1/subscriptions/"
                    + ok(body(form).post("/api/v1/subscriptions")).extract().path("id");
            ok(with(subscription, form.replace("opened", "escalated")).put(subscription));
            var id = UUID.fromString(subscription.replaceAll(".*/", ""));
            ok(given().post("/unsubscribe/" + tokens.of(id)));
            ok(with(subscription, "").delete(subscription));
            var tomorrow = Instant.now().plusSeconds(86_400);
            var silence = "/api/v1/silences/"
                    + ok(body("{'where':'team=audited','reason':'r','endsAt':'" + tomorrow + "'}")
                                    .post("/api/v1/silences"))
                            .extract()
                            .path("id");
            ok(editor().delete(silence));
            ok(with(RECEIVER, "").delete(RECEIVER));
            ok(admin().post("/api/v1/dead-letters/replay"));

            assertThat(entries(Map.of()))
                    .extracting(entry -> entry.get("action"))
                    .containsAll(Stream.of(Action.values())
                            // it takes an investigation; see DeliveryIT for what it does
                            .filter(action -> action != Action.DELIVERY_REDELIVERED)
                            .map(WireName::wireName)
                            .toList());
            assertThat(entries(Map.of("subject", "receiver/audited")))
                    .extracting(entry -> entry.get("action"), entry -> entry.get("by"))
                    .containsExactly(
                            tuple("receiver_deleted", "a-team"),
                            tuple("receiver_replayed", "a-team"),
                            tuple("receiver_tested", "a-team"),
                            tuple("receiver_secret_rotated", "a-team"),
                            tuple("receiver_changed", "a-team"),
                            tuple("receiver_created", "a-team"));
            var changed = entries(Map.of("action", "receiver_changed")).getFirst();
            assertThat(changed).extracting("before.url", "after.url").containsExactly(sink.url(), sink.url() + "?v=2");
            assertThat(entries(Map.of("action", "subscription_ended_by_link")).getFirst())
                    .containsEntry("by", "unsubscribe-link");
            assertThat(entries(Map.of("action", "silence_ended")).getFirst())
                    .extracting("before.state", "after.state")
                    .containsExactly("active", "ended");
            assertThat(admin().queryParam("limit", 500).get("/api/v1/audit").asString())
                    .doesNotContain(secret, rotated, "whsec_");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"update audit set actor = 'nobody'", "delete from audit", "truncate audit"})
    void nobody_changes_what_is_in_the_log(String statement) {
        ok(admin().post("/api/v1/dead-letters/replay"));
        assertThatThrownBy(() -> pool.query(statement).execute().await().indefinitely())
                .hasMessageContaining("the audit log is append-only");
    }

    private static List<Map<String, Object>> entries(Map<String, String> query) {
        return ok(admin().queryParam("limit", 500).queryParams(query).get("/api/v1/audit"))
                .extract()
                .jsonPath()
                .getList("items");
    }

    private static ValidatableResponse ok(Response answer) {
        return answer.then().statusCode(org.hamcrest.Matchers.lessThan(300));
    }

    private static RequestSpecification body(String body) {
        return editor().contentType(ContentType.JSON).body(body.replace('\'', '"'));
    }

    private static RequestSpecification with(String about, String body) {
        return body(body).header("If-Match", editor().get(about).getHeader("ETag"));
    }

    private static RequestSpecification editor() {
        return given().header("Authorization", "Bearer " + Secured.EDITOR);
    }

    private static RequestSpecification admin() {
        return given().header("Authorization", "Bearer " + Secured.ADMIN);
    }
}
