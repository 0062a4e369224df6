package dev.recur.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recur.service.security.IssuedKeys;
import dev.recur.service.security.KeyText;
import dev.recur.service.security.KeyTopic;
import dev.recur.testkit.access.AccessMatrix;
import dev.recur.testkit.access.AccessMatrix.Caller;
import dev.recur.testkit.access.AccessMatrix.Content;
import dev.recur.testkit.access.AccessTable;
import dev.recur.testkit.access.Endpoint;
import dev.recur.testkit.api.ApiSurface;
import dev.recur.wire.key.IssuedKey;
import dev.recur.wire.report.Identity;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may call what, and that keys which were issued elsewhere are known here. */
@QuarkusTest
@QuarkusTestResource(RealKafka.class)
class AccessIT {

    /** For a machine that does much else. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String EVENT = """
            {"routing_key": "nobody's", "event_action": "trigger", "dedup_key": "access",
             "payload": {"summary": "Disk is full", "source": "db-1", "severity": "critical"}}""";

    @TestHTTPResource("/")
    URI service;

    @Inject
    KeyTopic topic;

    @Inject
    IssuedKeys issued;

    @Inject
    Clock clock;

    private final AccessTable table = AccessTable.read(AccessIT.class.getResourceAsStream("/access.txt"));

    @BeforeEach
    void every_issued_key_is_known() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(report(KeyText.generate(new SecureRandom()), "any"))
                        .isEqualTo(401));
    }

    @Test
    void what_is_described_to_the_public_is_among_them() {
        assertThat(table.endpoints().stream().map(Endpoint::path))
                .containsAll(paths(described()).keySet().stream()
                        .map(String::valueOf)
                        .toList());
    }

    @Test
    void nothing_that_callers_rely_on_changes_unnoticed() {
        assertThat(ApiSurface.of(described()))
                .as("what the API promises: does a caller of the day before still get what it asks for?")
                .containsExactlyElementsOf(ApiSurface.read(AccessIT.class.getResourceAsStream("/api.txt")));
    }

    @Test
    void everybody_gets_exactly_the_answers_that_the_table_says() {
        var random = new SecureRandom();
        var callers = List.of(
                Caller.unknown("no key", null),
                Caller.unknown("a wrong key", "Bearer " + KeyText.generate(random)),
                Caller.unknown("a mistyped key", "Bearer rk_mistyped"),
                Caller.unknown("an expired key", Keys.EXPIRED.header()),
                Caller.unknown("another scheme", "Basic YWRtaW46YWRtaW4="),
                Caller.unknown("a token", "Bearer eyJhbGciOiJub25lIn0.e30."),
                Caller.known("reporter", Keys.TOOLING.header(), "reporter"),
                Caller.known("reader", Keys.READING.header(), "reader"),
                Caller.known("editor", Keys.EDITING.header(), "editor", "reader"),
                Caller.known("admin", Keys.ADMIN.header(), "admin", "editor", "reader", "reporter"));
        var matrix = new AccessMatrix(
                service,
                table,
                endpoint -> endpoint.path().equals("/v2/enqueue")
                        ? new Content("application/json", EVENT)
                        : Content.EMPTY_OBJECT,
                Map.of("source", "alertmanager"));
        assertThat(matrix.differences(callers)).isEmpty();
    }

    @Test
    void a_key_that_was_issued_is_known_here_until_it_is_revoked() {
        var text = KeyText.generate(new SecureRandom());
        var key = new IssuedKey(
                Identity.random(),
                "issued-elsewhere",
                KeyText.sha256(text),
                Set.of("reporter"),
                Set.of("checkout-tool"),
                null,
                Instant.EPOCH);
        assertThat(report(text, "checkout-tool")).isEqualTo(401);
        topic.issue(key).toCompletableFuture().join();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(report(text, "checkout-tool")).isEqualTo(202));
        assertThat(report(text, "billing-tool")).isEqualTo(403);
        assertThat(issued.lastUsed(key.keyId()))
                .hasValueSatisfying(
                        used -> assertThat(used).isBetween(clock.instant().minusSeconds(120), clock.instant()));
        topic.revoke(key.keyId()).toCompletableFuture().join();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(report(text, "checkout-tool")).isEqualTo(401));
    }

    private static int report(String key, String source) {
        return given().header("Authorization", "Bearer " + key)
                .contentType("application/json")
                .body("{\"title\": \"x\", \"source\": \"" + source + "\"}")
                .post("/api/v1/incidents")
                .statusCode();
    }

    @Test
    void a_page_has_one_policy_and_it_is_its_own() {
        assertThat(policies("/q/swagger-ui/")).singleElement().asString().startsWith("default-src 'self'; script-src");
        assertThat(policies("/report")).singleElement().asString().startsWith("default-src 'none'; style-src 'self'");
        assertThat(policies("/api/v1/sources")).containsExactly("default-src 'none'; frame-ancestors 'none'");
    }

    private static List<String> policies(String path) {
        return given().get(path).headers().getValues("Content-Security-Policy");
    }

    private static Map<String, Object> described() {
        return given().accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("$");
    }

    private static Map<?, ?> paths(Map<String, Object> described) {
        return (Map<?, ?>) Objects.requireNonNull(described.get("paths"));
    }
}
