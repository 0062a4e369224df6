package dev.recur.service.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.recur.service.security.KeyText;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SecurityIT {

    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    private static final String THING = "/things/0190a4e8-0000-7000-8000-000000000001";

    @ParameterizedTest(name = "{0}: {1} {2} {3} {4}")
    @CsvSource({
        // key, reports, reads, edits, deletes
        "rk_reporter, 202, 403, 403, 403",
        "rk_reader,   403, 200, 403, 403",
        "rk_editor,   403, 200, 200, 403",
        "rk_admin,    202, 200, 200, 204"
    })
    void a_key_may_do_what_its_roles_say(String key, int reports, int reads, int edits, int deletes) {
        var bearer = "Bearer " + key;
        assertThat(List.of(
                        given().header("Authorization", bearer)
                                .contentType("application/json")
                                .body("{}")
                                .post("/things")
                                .statusCode(),
                        given().header("Authorization", bearer).get("/things").statusCode(),
                        given().header("Authorization", bearer).put(THING).statusCode(),
                        given().header("Authorization", bearer).delete(THING).statusCode()))
                .containsExactly(reports, reads, edits, deletes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer rk_wrong",
                "Bearer rk_expired",
                "bearer rk_",
                "Bearer reader",
                "Basic cmtfcmVhZGVyOg==",
                "rk_reader",
                "Bearer rk_reader, Bearer rk_reader"
            })
    void whoever_guesses_keys_learns_nothing(String authorization) {
        assertUnauthorized(given().header("Authorization", authorization).get("/things"));
    }

    @Test
    void no_key_is_told_the_same() {
        assertUnauthorized(given().get("/things"));
    }

    private static void assertUnauthorized(Response answer) {
        answer.then().statusCode(401).contentType("application/problem+json").header("WWW-Authenticate", "Bearer");
        assertThat(answer.asString())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,"
                        + "\"detail\":\"Send a valid API key: Authorization: Bearer rk_…\",\"instance\":\"/things\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rk_reporter", "rk_reader", "rk_editor", "rk_admin"})
    void an_endpoint_that_says_nobodys_role_is_for_nobody(String key) {
        assertThat(given().header("Authorization", "Bearer " + key)
                        .get("/things/forgotten")
                        .statusCode())
                .isEqualTo(403);
    }

    /** Kafka is away here: the key may be one that was issued and is not known yet. */
    @Test
    void a_key_that_may_have_been_issued_is_not_refused_before_all_are_known() {
        given().header("Authorization", "Bearer " + KeyText.generate(new SplittableRandom(1)))
                .get("/things")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "2");
        given().get(ready).then().statusCode(503).body("checks.find { it.name == 'api-keys' }.status", equalTo("DOWN"));
    }

    @Test
    void the_scheme_is_read_in_any_case() {
        given().header("Authorization", "bEARER rk_reader")
                .get("/things")
                .then()
                .statusCode(200);
    }

    @Test
    void a_missing_role_is_forbidden_and_not_unauthorized() {
        given().header("Authorization", "Bearer rk_reader")
                .delete(THING)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("title", equalTo("Forbidden"))
                .body("status", equalTo(403))
                .body("detail", equalTo("This key does not have the role that this takes."))
                .body("instance", equalTo(THING));
    }

    @Test
    void a_key_speaks_for_its_sources_only() {
        given().header("Authorization", "Bearer rk_reporter")
                .get("/things/caller")
                .then()
                .body("", equalTo(List.of("a-tool", "true", "false", "a-tool")));
        given().header("Authorization", "Bearer rk_reader")
                .get("/things/caller")
                .then()
                .body("", equalTo(List.of("a-dashboard", "true", "true", "a-dashboard")));
    }
}
