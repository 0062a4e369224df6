package dev.recur.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.recur.notification.receiver.Receivers;
import dev.recur.notification.secret.SecretBox;
import dev.recur.wire.investigation.EventName;
import dev.recur.wire.investigation.Status;
import dev.recur.wire.json.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ChannelIT extends ServiceTest {

    private final String name = unique("told");
    private final Pool pool;
    private final Receivers receivers;
    private final int mailPort;
    private final URI pagerDuty;

    ChannelIT(
            Pool pool,
            Receivers receivers,
            @ConfigProperty(name = RealServers.MAIL_PORT) int mailPort,
            @ConfigProperty(name = RealServers.PAGERDUTY_URL) URI pagerDuty) {
        this.pool = pool;
        this.receivers = receivers;
        this.mailPort = mailPort;
        this.pagerDuty = pagerDuty;
    }

    private static RequestSpecification json(Object body) {
        return given().contentType(ContentType.JSON).body(body);
    }

    private void make(Map<String, ?> receiver) {
        json(receiver).post("/api/v1/receivers").then().statusCode(201);
    }

    private GreenMail mailServer() {
        var server = new GreenMail(new ServerSetup(mailPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("recur", "recur", RealServers.MAIL_PASSWORD);
        server.start();
        return server;
    }

    private void publish(EventName event, UUID investigation, long sequence, String component) {
        topic.publish(
                UUID.randomUUID(),
                Instant.now().plusSeconds(60),
                TestEvents.event(event, investigation, sequence, component));
    }

    @Test
    void a_slack_receiver_is_told_in_blocks_and_shows_no_more_than_its_host() {
        try (var sink = Sink.answering(200)) {
            var url = sink.url() + "/services/T0/B0/hidden";
            json(Map.of("name", name, "type", "slack", "url", url))
                    .post("/api/v1/receivers")
                    .then()
                    .statusCode(201)
                    .body("url", containsString("/…"))
                    .body("secret", equalTo(null));
            var shown = given().get("/api/v1/receivers/" + name);
            assertThat(shown.asString()).doesNotContain("hidden");

            given().post("/api/v1/receivers/" + name + "/test")
                    .then()
                    .statusCode(200)
                    .body("delivered", equalTo(true));
            json(Map.of("type", "slack", "url", shown.path("url"), "enabled", false))
                    .header("If-Match", shown.header("ETag"))
                    .put("/api/v1/receivers/" + name)
                    .then()
                    .statusCode(200)
                    .body("enabled", equalTo(false));
            given().post("/api/v1/receivers/" + name + "/rotate-secret").then().statusCode(409);
            given().post("/api/v1/receivers/" + name + "/test").then().statusCode(200);

            assertThat(sink.requests).hasSize(2).allSatisfy(request -> {
                assertThat(request.uri()).endsWith("/hidden");
                assertThat(Json.read(request.body().getBytes(StandardCharsets.UTF_8))
                                .path("blocks"))
                        .isNotEmpty();
            });
        }
    }

    @Test
    void a_teams_receiver_is_told_by_a_card() {
        try (var sink = Sink.answering(202)) {
            make(Map.of("name", name, "type", "teams", "url", sink.url()));
            var component = unique("cards");
            subscription(name, component, "opened");

            publish(EventName.OPENED, UUID.randomUUID(), 1, component);
            eventually().until(() -> sink.requests.size() == 1);

            assertThat(Json.read(sink.requests.getFirst().body().getBytes(StandardCharsets.UTF_8))
                            .at("/attachments/0/content/type")
                            .asText())
                    .isEqualTo("AdaptiveCard");
        }
    }

    @Test
    void a_pagerduty_receiver_has_one_alert_that_is_resolved_when_the_investigation_is_closed_or_withdrawn() {
        try (var sink = new Sink(pagerDuty.getPort(), before -> Sink.Answer.of(202))) {
            make(Map.of("name", name, "type", "pagerduty", "routingKey", "A1".repeat(16)));
            given().get("/api/v1/receivers/" + name).then().body("routingKey", equalTo("…"));
            var component = unique("pages");
            subscription(name, component, "opened");
            var investigation = UUID.randomUUID();

            publish(EventName.OPENED, investigation, 1, component);
            topic.publish(
                    UUID.randomUUID(),
                    Instant.now().plusSeconds(60),
                    TestEvents.transition(investigation, 2, component, Status.CLOSED));
            publish(EventName.WITHDRAWN, investigation, 3, component);
            eventually().until(() -> sink.requests.size() == 3);

            var events = sink.requests.stream()
                    .map(request -> Json.read(request.body().getBytes(StandardCharsets.UTF_8)))
                    .toList();
            assertThat(events)
                    .extracting(event -> event.path("event_action").asText())
                    .startsWith("trigger", "resolve");
            assertThat(events).allSatisfy(event -> {
                assertThat(event.path("routing_key").asText()).isEqualTo("A1".repeat(16));
                assertThat(event.path("dedup_key").asText()).isEqualTo(investigation.toString());
            });
        }
    }

    @Test
    void a_mail_has_a_link_by_which_its_subscription_ends_in_one_click() throws Exception {
        var server = mailServer();
        try {
            make(Map.of("name", name, "type", "email", "to", "team@example.com"));
            given().get("/api/v1/receivers/" + name).then().body("to", equalTo("team@example.com"));
            var component = unique("mails");
            var subscription = subscription(name, component, "opened");

            publish(EventName.OPENED, UUID.randomUUID(), 1, component);
            eventually().until(() -> server.getReceivedMessages().length == 1);

            var mail = server.getReceivedMessages()[0];
            assertThat(mail.getHeader("List-Unsubscribe-Post", null)).isEqualTo("List-Unsubscribe=One-Click");
            var link = mail.getHeader("List-Unsubscribe", null).replaceAll("[<>\\s]", "");
            assertThat(link).startsWith("https://recur.example/unsubscribe/");
            var path = URI.create(link).getPath();
            var shown = "/api/v1/subscriptions/" + subscription;

            given().get(path).then().statusCode(200).body(containsString(component + " patterns"));
            given().get(shown).then().body("enabled", equalTo(true));
            given().formParam("List-Unsubscribe", "One-Click").post(path).then().statusCode(200);
            given().get(shown).then().body("enabled", equalTo(false));
            given().formParam("List-Unsubscribe", "One-Click").post(path).then().statusCode(200);
            given().get(path + "x").then().statusCode(404);
            given().post("/unsubscribe/" + UUID.randomUUID()).then().statusCode(404);
        } finally {
            server.stop();
        }
    }

    @Test
    void a_receiver_whose_secret_does_not_open_holds_up_nobody_else() {
        try (var sink = Sink.answering(200)) {
            var locked = name + "-locked";
            receiver(locked, sink);
            receiver(name, sink);
            var component = unique("locks");
            subscription(locked, component, "opened");
            subscription(name, component, "opened");
            pool.preparedQuery(
                            "update receivers set secret = set_byte(secret, 20, get_byte(secret, 20) # 1) where name = $1")
                    .execute(Tuple.of(locked))
                    .await()
                    .indefinitely();

            publish(EventName.OPENED, UUID.randomUUID(), 1, component);
            eventually().until(() -> sink.requests.size() == 1);

            given().get("/api/v1/receivers?limit=500").then().statusCode(200);
            given().post("/api/v1/receivers/" + locked + "/test")
                    .then()
                    .statusCode(200)
                    .body("delivered", equalTo(false))
                    .body("reason", equalTo("secret_locked"));
            given().post("/api/v1/receivers/" + locked + "/rotate-secret")
                    .then()
                    .statusCode(200)
                    .body("secret", containsString("whsec_"));
            eventually().until(() -> sink.requests.size() == 2);
        }
    }

    @Test
    void after_a_change_of_keys_secrets_are_sealed_with_the_new_one_and_stay_what_they_are() throws Exception {
        try (var sink = Sink.answering(200)) {
            var secret = receiver(name, sink);
            var key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
            var sealed = SecretBox.with(Map.of("old", RealServers.OLD_KEY), Optional.empty(), new SecureRandom())
                    .seal(key, name);
            pool.preparedQuery("update receivers set secret = $2, secret_key_id = 'old' where name = $1")
                    .execute(Tuple.of(name, Buffer.buffer(sealed.bytes())))
                    .await()
                    .indefinitely();

            assertThat(receivers.sealAnew()).doesNotContain(name);

            var keyId = pool.preparedQuery("select secret_key_id from receivers where name = $1")
                    .execute(Tuple.of(name))
                    .await()
                    .indefinitely()
                    .iterator()
                    .next()
                    .getString(0);
            assertThat(keyId).isEqualTo("1");
            given().post("/api/v1/receivers/" + name + "/test").then().statusCode(200);
            sink.requests.getFirst().verify(secret);
        }
    }
}
