package dev.recur.service.web;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ProblemIT {

    @Test
    void an_address_that_there_is_none_of() {
        problem(admin().get("/nothing/here").then(), 404, "/nothing/here", "There is nothing at this address.");
        problem(admin().get("/things/a%20b/c").then(), 404, "/things/a%20b/c", "There is nothing at this address.");
    }

    @Test
    void an_id_that_is_none() {
        problem(admin().delete("/things/x").then(), 404, "/things/x", "There is nothing at this address.");
    }

    @Test
    void a_thing_that_there_is_none_of() {
        problem(
                admin().get("/things/failures/missing").then(),
                404,
                "/things/failures/missing",
                "There is no such thing.");
    }

    @Test
    void a_method_that_is_not_known_there() {
        var answer = admin().patch("/things").then();
        problem(answer, 405, "/things", "This address does not know that method.");
        assertThat(answer.extract().header("Allow")).contains("GET").doesNotContain("PATCH");
    }

    @Test
    void a_media_type_that_cannot_be_had() {
        problem(
                admin().accept("image/png").get("/things").then(),
                406,
                "/things",
                "This cannot be had in any of the media types of the Accept header.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded"})
    void a_media_type_that_is_not_taken(String type) {
        problem(
                admin().contentType(type).body("{}").post("/things").then(),
                415,
                "/things",
                "The Content-Type of the body is not one that is taken here.");
    }

    @ParameterizedTest(name = "{0} MiB")
    @ValueSource(ints = {2, 20})
    void a_body_that_is_too_large(int mebibytes) throws IOException {
        // by hand: a client may find the connection closed before it has written the whole body
        try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
            var length = mebibytes * 1024 * 1024;
            var head = "POST /things HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(UTF_8));
            if (mebibytes < 8) {
                socket.getOutputStream().write(new byte[length]);
            }
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            assertThat(answer.readLine()).startsWith("HTTP/1.1 413");
            assertThat(answer.lines().limit(8).anyMatch("content-type: application/problem+json"::equalsIgnoreCase))
                    .isTrue();
        }
    }

    @Test
    void a_failure_of_ours_tells_nothing_about_us() {
        var answer = problem(
                admin().get("/things/failures/any").then(),
                500,
                "/things/failures/any",
                "Something went wrong here; it has been logged.");
        assertThat(answer.extract().asString()).doesNotContain("hunter2", "Exception", "dev.recur");
    }

    @Test
    void every_error_of_a_body_at_once() {
        problem(
                        admin().get("/things/failures/errors").then(),
                        400,
                        "/things/failures/errors",
                        "The request is not valid; see errors.")
                .body("errors.pointer", contains("/title", "/tags/user"))
                .body("errors.detail", contains("is required", "names a person"));
    }

    @Test
    void a_body_that_is_no_json() {
        problem(
                        admin().contentType("application/json")
                                .body("{\"a\":")
                                .post("/things")
                                .then(),
                        400,
                        "/things",
                        "The request is not valid; see errors.")
                .body("errors[0].pointer", equalTo(""))
                .body("errors[0].detail", equalTo("the body is not valid JSON at line 1, column 6"));
    }

    @Test
    void an_outage_says_when_to_come_back() {
        problem(admin().get("/things/failures/away").then(), 503, "/things/failures/away", "Kafka does not answer.")
                .header("Retry-After", "1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "cursor; x; cursor: is none that this list gave; leave it out to start anew",
                "limit; 501; limit: must be from 1 to 500, was 501",
                "where; component; where: expected one of = != =~ !~ at character 10"
            })
    void a_bad_query_parameter(String name, String value, String detail) {
        admin().queryParam(name, value)
                .get("/things")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", org.hamcrest.Matchers.startsWith(detail));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{component=\"a b\", team!=\"\"}", "x=\"100% & +~ž\""})
    void pages_follow_each_other_by_their_links(String where) {
        var items = new ArrayList<Integer>();
        var next = admin().queryParam("limit", 2).queryParam("where", where).get("/things");
        for (int page = 1; page < 3; page++) {
            items.addAll(next.jsonPath().getList("items", Integer.class));
            var link = next.header("Link");
            assertThat(link).startsWith("<http").endsWith(">; rel=\"next\"");
            next = admin().urlEncodingEnabled(false).get(link.substring(1, link.indexOf('>')));
        }
        items.addAll(next.jsonPath().getList("items", Integer.class));
        next.then()
                .statusCode(200)
                .body("next", nullValue())
                .body("", hasKey("next"))
                .header("Link", nullValue());
        assertThat(items).isEqualTo(List.of(0, 1, 2, 3, 4));
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status, String instance, String detail) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("about:blank"))
                .body("title", not(equalTo("")))
                .body("status", equalTo(status))
                .body("instance", equalTo(instance))
                .body("detail", equalTo(detail));
    }

    private static RequestSpecification admin() {
        return given().header("Authorization", "Bearer rk_admin");
    }
}
