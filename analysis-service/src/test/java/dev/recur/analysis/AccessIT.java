package dev.recur.analysis;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recur.service.security.KeyText;
import dev.recur.testkit.access.AccessMatrix;
import dev.recur.testkit.access.AccessMatrix.Caller;
import dev.recur.testkit.access.AccessMatrix.Content;
import dev.recur.testkit.access.AccessTable;
import dev.recur.testkit.access.Endpoint;
import dev.recur.testkit.api.ApiSurface;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may call what, and the keys that admins issue. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@TestProfile(Secured.class)
class AccessIT {

    /** For a machine that does much else. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TestHTTPResource("/")
    URI service;

    private final AccessTable table = AccessTable.read(AccessIT.class.getResourceAsStream("/access.txt"));

    @BeforeEach
    void every_issued_key_is_known() {
        await().atMost(PATIENCE)
                .until(() -> as(KeyText.generate(new SecureRandom()))
                                .get("/api/v1/rules")
                                .statusCode()
                        == 401);
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
    void a_key_that_is_issued_is_shown_once_and_accepted_until_it_is_revoked() {
        var issued = issue("{'name':'dashboard','roles':['reader'],'sources':[]}")
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .extract()
                .jsonPath();
        var key = issued.getString("key");
        assertThat(KeyText.isWhole(key)).isTrue();
        await().atMost(PATIENCE).until(() -> as(key).get("/api/v1/rules").statusCode() == 200);
        assertThat(as(key).delete("/api/v1/rules/" + issued.getString("id")).statusCode())
                .isEqualTo(403);

        var list = as(Secured.ADMIN).get("/api/v1/api-keys").then().statusCode(200);
        var shown = list.extract().jsonPath().<Map<String, Object>>getList("items").stream()
                .filter(item -> item.get("name").equals("dashboard"))
                .findFirst()
                .orElseThrow();
        assertThat(shown)
                .containsEntry("origin", "api")
                .containsEntry("hint", KeyText.hint(key))
                .containsEntry("roles", List.of("reader"))
                .containsEntry("createdBy", "an-owner");
        assertThat(shown.get("lastUsedAt")).isNotNull();
        assertThat(list.extract().asString()).doesNotContain(key, KeyText.sha256(key));

        as(Secured.ADMIN)
                .delete("/api/v1/api-keys/" + issued.getString("id"))
                .then()
                .statusCode(204);
        await().atMost(PATIENCE).until(() -> as(key).get("/api/v1/rules").statusCode() == 401);
        as(Secured.ADMIN)
                .delete("/api/v1/api-keys/" + issued.getString("id"))
                .then()
                .statusCode(404);
    }

    @Test
    void everything_that_is_wrong_with_a_key_is_said_at_once() {
        issue("{'nmae':'x','roles':['king'],'sources':[7],'expiresAt':'2020-01-01T00:00:00Z'}")
                .statusCode(400)
                .body(
                        "errors.pointer",
                        org.hamcrest.Matchers.contains("/nmae", "/name", "/roles", "/sources/0", "/expiresAt"));
    }

    @Test
    void a_name_stands_for_one_key() {
        issue("{'name':'twice','roles':['reader']}").statusCode(201);
        issue("{'name':'twice','roles':['admin']}").statusCode(409);
        issue("{'name':'an-owner','roles':['reader']}").statusCode(409);
    }

    @Test
    void a_key_of_the_configuration_is_shown_and_revoked_where_it_is_configured() {
        var configured = as(Secured.ADMIN)
                .get("/api/v1/api-keys")
                .then()
                .extract()
                .jsonPath()
                .<Map<String, Object>>getList("items")
                .getFirst();
        assertThat(configured).containsEntry("origin", "configuration").containsKey("lastUsedAt");
        as(Secured.ADMIN)
                .delete("/api/v1/api-keys/" + configured.get("id"))
                .then()
                .statusCode(409);
    }

    private static io.restassured.response.ValidatableResponse issue(String body) {
        return as(Secured.ADMIN)
                .contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .post("/api/v1/api-keys")
                .then();
    }

    private static RequestSpecification as(String key) {
        return given().header("Authorization", "Bearer " + key);
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
