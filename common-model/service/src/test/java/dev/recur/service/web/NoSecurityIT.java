package dev.recur.service.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(NoSecurityIT.Laptop.class)
class NoSecurityIT {

    public static class Laptop implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("recur.security.mode", "none");
        }
    }

    @Test
    void everybody_is_local_and_may_do_everything() {
        given().get("/things/caller").then().statusCode(200).body("", equalTo(List.of("local", "true", "true")));
        given().delete("/things/0190a4e8-0000-7000-8000-000000000001").then().statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer rk_wrong", "Basic cmtfcmVhZGVyOg=="})
    void whatever_they_send(String authorization) {
        given().header("Authorization", authorization).get("/things").then().statusCode(200);
    }
}
