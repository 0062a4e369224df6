package dev.recur.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.SecureRandom;
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
@QuarkusTestResource(RealServers.class)
@TestProfile(Secured.class)
class AccessIT {

    /** For a machine that does much else. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TestHTTPResource("/")
    URI service;

    @Inject
    KeyTopic keys;

    private final AccessTable table = AccessTable.read(AccessIT.class.getResourceAsStream("/access.txt"));

    @BeforeEach
    void every_issued_key_is_known() {
        await().atMost(PATIENCE).until(() -> read(KeyText.generate(new SecureRandom())) == 401);
    }

    @Test
    void what_is_described_to_the_public_is_among_them() {
        assertThat(paths(described()))
                .containsExactlyInAnyOrderElementsOf(table.endpoints().stream()
                        .map(Endpoint::path)
                        .distinct()
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
                Caller.unknown("an expired key", "Bearer " + Secured.EXPIRED),
                Caller.unknown("another scheme", "Basic YWRtaW46YWRtaW4="),
                Caller.known("reporter", "Bearer " + Secured.REPORTER, "reporter"),
                Caller.known("reader", "Bearer " + Secured.READER, "reader"),
                Caller.known("editor", "Bearer " + Secured.EDITOR, "editor", "reader"),
                Caller.known("admin", "Bearer " + Secured.ADMIN, "admin", "editor", "reader", "reporter"));
        var matrix = new AccessMatrix(service, table, endpoint -> Content.EMPTY_OBJECT, Map.of());
        assertThat(matrix.differences(callers)).isEmpty();
    }

    @Test
    void a_key_that_was_issued_is_known_here_until_it_is_revoked() {
        var text = KeyText.generate(new SecureRandom());
        var key = new IssuedKey(
                Identity.random(), "elsewhere", KeyText.sha256(text), Set.of("reader"), Set.of(), null, Instant.EPOCH);
        keys.issue(key).toCompletableFuture().join();
        await().atMost(PATIENCE).until(() -> read(text) == 200);
        keys.revoke(key.keyId()).toCompletableFuture().join();
        await().atMost(PATIENCE).until(() -> read(text) == 401);
    }

    private static int read(String key) {
        return given().header("Authorization", "Bearer " + key)
                .get("/api/v1/receivers")
                .statusCode();
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

    private static List<String> paths(Map<String, Object> described) {
        var paths = (Map<?, ?>) Objects.requireNonNull(described.get("paths"));
        return paths.keySet().stream().map(String::valueOf).toList();
    }
}
