package dev.recur.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.recur.wire.investigation.EventName;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.vertx.mutiny.sqlclient.Pool;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Secrets in every place that takes one, receivers that repeat them in their answers, and a search for them everywhere. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class SecretsIT extends ServiceTest {

    private static final org.jboss.logging.Logger LOG = org.jboss.logging.Logger.getLogger(SecretsIT.class);
    private static final String ALL_TABLES =
            "select table_name from information_schema.tables where table_schema = 'public'";

    /** Those through whose hands secrets go, told to say all they can. */
    private static final List<String> TALKERS = List.of("dev.recur", "io.vertx", "io.netty", "org.hibernate");

    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final Pool pool;
    private final URI pagerDuty;
    private final int managementPort;
    private final int mailPort;

    SecretsIT(
            Pool pool,
            @ConfigProperty(name = RealServers.MAIL_PORT) int mailPort,
            @ConfigProperty(name = RealServers.PAGERDUTY_URL) URI pagerDuty,
            @ConfigProperty(name = "quarkus.management.test-port") int managementPort) {
        this.pool = pool;
        this.mailPort = mailPort;
        this.pagerDuty = pagerDuty;
        this.managementPort = managementPort;
    }

    private final class Everything extends Handler {
        @Override
        public void publish(LogRecord line) {
            logged.add(line.getMessage() + " " + Arrays.toString(line.getParameters()) + " " + line.getThrown());
        }

        @Override
        public void flush() {
            // nothing is kept back
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private static String planted(String place) {
        return ("planted" + place + UUID.randomUUID().toString().replace("-", "")).substring(0, 32);
    }

    @Test
    void a_secret_is_nowhere_in_clear() throws Exception {
        var slack = planted("slack");
        var teams = planted("teams");
        var routingKey = planted("pagerduty");
        var webhook = planted("webhook");
        var secrets = List.of(slack, teams, routingKey, webhook, RealServers.MAIL_PASSWORD, RealServers.OLD_KEY);
        var answers = new LinkedHashMap<String, String>();
        var handler = new Everything();
        var root = Logger.getLogger("");
        handler.setLevel(Level.ALL);
        root.addHandler(handler);
        TALKERS.forEach(name -> Logger.getLogger(name).setLevel(Level.ALL));
        LOG.debug("the handler hears this");
        // it knows another password, so that ours is refused
        var mail = new GreenMail(new ServerSetup(mailPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.setUser("recur", "recur", "another");
        mail.start();
        try (var sink = new Sink(before -> Sink.Answer.repeating(500));
                var pages = new Sink(pagerDuty.getPort(), before -> Sink.Answer.repeating(500))) {
            make(answers, Map.of("type", "slack", "url", sink.url() + "/services/T0/B0/" + slack));
            make(answers, Map.of("type", "teams", "url", sink.url() + "?sig=" + teams));
            make(answers, Map.of("type", "pagerduty", "routingKey", routingKey));
            var whsec = "whsec_" + Base64.getEncoder().encodeToString(webhook.getBytes(StandardCharsets.UTF_8));
            var made = given().contentType(ContentType.JSON)
                    .body(Map.of("name", name("webhook"), "type", "webhook", "url", sink.url(), "secret", whsec))
                    .post("/api/v1/receivers");
            assertThat(made.asString()).contains(whsec); // once
            make(answers, Map.of("type", "email", "to", "team@example.com"));
            var types = List.of("slack", "teams", "pagerduty", "webhook", "email");
            types.forEach(type -> subscription(name(type), tag, "opened"));

            topic.publish(
                    UUID.randomUUID(),
                    Instant.now().plusSeconds(60),
                    TestEvents.event(EventName.OPENED, UUID.randomUUID(), 1, tag));
            eventually().until(() -> sink.requests.size() == 3 && pages.requests.size() == 1);
            for (var type : types) {
                answers.put(
                        "test " + type,
                        given().post("/api/v1/receivers/" + name(type) + "/test")
                                .asString());
                eventually()
                        .until(() -> attempts(type).contains(type.equals("email") ? "mail_deferred" : "server_error"));
                answers.put("attempts of " + type, attempts(type));
                answers.put(
                        "receiver " + type,
                        given().get("/api/v1/receivers/" + name(type)).asString());
            }
            answers.put("list", given().get("/api/v1/receivers?limit=500").asString());
            answers.put(
                    "metrics", given().port(managementPort).get("/q/metrics").asString());
            answers.put("refusal", refused(Map.of("name", name("x"), "type", "slack", "url", "https://a b/" + slack)));
            answers.put(
                    "refusal of a key",
                    refused(Map.of("name", name("x"), "type", "pagerduty", "routingKey", routingKey + "x")));
            assertThat(answers.get("attempts of slack")).contains("…");
            assertThat(answers.get("test pagerduty")).contains("…");
        } finally {
            mail.stop();
            TALKERS.forEach(name -> Logger.getLogger(name).setLevel(null));
            root.removeHandler(handler);
        }

        assertThat(String.join("\n", logged)).contains("the handler hears this");
        for (var secret : secrets) {
            var hidden = List.of(secret, hex(secret), base64(secret));
            answers.forEach((place, text) -> assertThat(text).as(place).doesNotContain(hidden));
            assertThat(String.join("\n", logged)).as("logs").doesNotContain(hidden);
            tables().forEach((table, text) -> assertThat(text).as(table).doesNotContain(hidden));
        }
    }

    private String name(String type) {
        return tag + "-" + type;
    }

    private void make(Map<String, String> answers, Map<String, String> receiver) {
        var type = receiver.get("type");
        var body = new LinkedHashMap<>(receiver);
        body.put("name", name(type));
        var made = given().contentType(ContentType.JSON).body(body).post("/api/v1/receivers");
        assertThat(made.statusCode()).isEqualTo(201);
        answers.put("making of " + type, made.asString());
    }

    private static String refused(Map<String, String> receiver) {
        var refusal = given().contentType(ContentType.JSON).body(receiver).post("/api/v1/receivers");
        assertThat(refusal.statusCode()).isEqualTo(400);
        return refusal.asString();
    }

    /** Every delivery to the receiver, with its attempts. */
    private String attempts(String type) {
        List<String> ids = given().queryParam("receiver", name(type))
                .get("/api/v1/deliveries")
                .path("items.deliveryId");
        var all = new StringBuilder();
        ids.forEach(id -> all.append(given().get("/api/v1/deliveries/" + id).asString()));
        return all.toString();
    }

    private Map<String, String> tables() {
        var texts = new LinkedHashMap<String, String>();
        for (var row : pool.query(ALL_TABLES).execute().await().indefinitely()) {
            var table = row.getString("table_name");
            var text = new StringBuilder();
            pool.query("select t::text as line from \"" + table + "\" t")
                    .execute()
                    .await()
                    .indefinitely()
                    .forEach(line -> text.append(line.getString("line")).append('\n'));
            texts.put(table, text.toString());
        }
        assertThat(texts).containsKeys("receivers", "deliveries", "attempts", "events");
        return texts;
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Without its last characters, which depend on what comes after. */
    private static String base64(String text) {
        var whole = text.substring(0, text.length() / 3 * 3);
        return Base64.getEncoder().encodeToString(whole.getBytes(StandardCharsets.UTF_8));
    }
}
