package dev.recur.service.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(NoSecurityIT.Laptop.class)
class NoSecurityIT {

    private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");

    public static class Laptop implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("recur.security.mode", "none", "recur.clock.settable", "true");
        }
    }

    @TestHTTPResource(value = "/clock", management = true)
    URI clock;

    @Inject
    Clock serviceClock;

    @Test
    void the_clock_goes_on_from_where_it_is_put() {
        given().queryParam("to", "2027-01-01T00:00:00Z")
                .put(clock)
                .then()
                .statusCode(200)
                .body("now", startsWith("2027-01-01T00:00:"));
        assertThat(serviceClock.instant()).isBetween(NEW_YEAR, NEW_YEAR.plusSeconds(60));
        given().get(clock).then().statusCode(200).body("now", startsWith("2027-01-01T00:"));
        given().queryParam("to", "tomorrow")
                .put(clock)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", startsWith("to: must be an RFC 3339 time"));
    }

    @Test
    void everybody_is_local_and_may_do_everything() {
        given().get("/things/caller")
                .then()
                .statusCode(200)
                .body("", equalTo(List.of("local", "true", "true", "local")));
        given().delete("/things/0190a4e8-0000-7000-8000-000000000001").then().statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer rk_wrong", "Basic cmtfcmVhZGVyOg=="})
    void whatever_they_send(String authorization) {
        given().header("Authorization", authorization).get("/things").then().statusCode(200);
    }
}
