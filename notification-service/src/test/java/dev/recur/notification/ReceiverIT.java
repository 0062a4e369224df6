package dev.recur.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ReceiverIT extends ServiceTest {

    private final String name = unique("hook");
    private final Pool pool;

    ReceiverIT(Pool pool) {
        this.pool = pool;
    }

    private static RequestSpecification json(Object body) {
        return given().contentType(ContentType.JSON).body(body);
    }

    @Test
    void the_secret_is_shown_once_and_is_encrypted_at_rest() {
        try (var sink = Sink.answering(200)) {
            var secret = receiver(name, sink);
            assertThat(secret).startsWith("whsec_");
            var text = secret.substring("whsec_".length());

            for (var path : new String[] {"/api/v1/receivers/" + name, "/api/v1/receivers?limit=500"}) {
                var shown = given().get(path).then().statusCode(200).extract().asString();
                assertThat(shown).contains(name).doesNotContain(text).doesNotContain("secret");
            }
            var etag = given().get("/api/v1/receivers/" + name).header("ETag");
            var edited = json(Map.of("type", "webhook", "url", sink.url()))
                    .header("If-Match", etag)
                    .put("/api/v1/receivers/" + name);
            assertThat(edited.statusCode()).isEqualTo(200);
            assertThat(edited.asString()).doesNotContain(text).doesNotContain("secret");
            var row = pool.preparedQuery("select * from receivers where name = $1")
                    .execute(Tuple.of(name))
                    .await()
                    .indefinitely()
                    .iterator()
                    .next();
            assertThat(row.getString("secret_key_id")).isEqualTo("1");
            assertThat(new String(row.getBuffer("secret").getBytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain(new String(Base64.getDecoder().decode(text), StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void after_a_rotation_both_secrets_sign() throws Exception {
        try (var sink = Sink.answering(200)) {
            var before = receiver(name, sink);
            String after = given().post("/api/v1/receivers/" + name + "/rotate-secret")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("secret");

            given().post("/api/v1/receivers/" + name + "/test")
                    .then()
                    .statusCode(200)
                    .body("delivered", equalTo(true))
                    .body("status", equalTo(200));

            assertThat(after).isNotEqualTo(before);
            sink.requests.getFirst().verify(before);
            sink.requests.getFirst().verify(after);
        }
    }

    @Test
    void an_edit_needs_the_version_that_it_was_made_on() {
        try (var sink = Sink.answering(200)) {
            receiver(name, sink);
            var path = "/api/v1/receivers/" + name;
            var etag = given().get(path).header("ETag");
            var body = Map.of("type", "webhook", "url", sink.url() + "/2", "enabled", false);

            json(body).put(path).then().statusCode(428);
            json(body).header("If-Match", "\"99\"").put(path).then().statusCode(412);
            json(body)
                    .header("If-Match", etag)
                    .put(path)
                    .then()
                    .statusCode(200)
                    .body("enabled", equalTo(false))
                    .body("disabledReason", equalTo("disabled by an edit"));
            json(body).header("If-Match", etag).put(path).then().statusCode(412);
            given().delete(path).then().statusCode(428);
            given().header("If-Match", etag).delete(path).then().statusCode(412);
            given().header("If-Match", given().get(path).header("ETag"))
                    .delete(path)
                    .then()
                    .statusCode(204);
            given().get(path).then().statusCode(404).contentType("application/problem+json");
        }
    }

    @Test
    void bad_input_hears_of_everything_at_once() {
        json("{\"name\":\"Not A Name\",\"type\":\"pigeon\",\"url\":\"gopher://x\",\"secret\":\"short\",\"enabeld\":true}")
                .post("/api/v1/receivers")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.size()", equalTo(5))
                .body("errors.pointer", hasItem("/url"))
                .body("errors.detail", hasItem("is not a known member; did you mean \"enabled\"?"));
        json("{").post("/api/v1/receivers").then().statusCode(400);
        json("[]").post("/api/v1/receivers").then().statusCode(400);
        given().post("/api/v1/receivers").then().statusCode(400);
    }

    @Test
    void a_name_is_taken_once() {
        try (var sink = Sink.answering(200)) {
            receiver(name, sink);

            json(Map.of("name", name, "type", "webhook", "url", sink.url()))
                    .post("/api/v1/receivers")
                    .then()
                    .statusCode(409);
        }
    }

    @Test
    void a_receiver_that_is_subscribed_cannot_be_deleted_and_a_subscription_needs_one() {
        try (var sink = Sink.answering(200)) {
            receiver(name, sink);
            var id = subscription(name, "x", "opened");
            var receiverPath = "/api/v1/receivers/" + name;
            var path = "/api/v1/subscriptions/" + id;

            given().header("If-Match", "*").delete(receiverPath).then().statusCode(409);
            json(Map.of("name", "a", "receiver", "nobody"))
                    .header("If-Match", "*")
                    .put(path)
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", hasItem("/receiver"));
            json(Map.of("name", "a", "receiver", name, "where", "component=\"y\"", "mode", "hourly"))
                    .post("/api/v1/subscriptions")
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", hasItem("/mode"));
            given().header("If-Match", "*").delete(path).then().statusCode(204);
            given().get(path).then().statusCode(404);
            given().header("If-Match", "*").delete(receiverPath).then().statusCode(204);
        }
    }

    @Test
    void lists_are_paged() {
        try (var sink = Sink.answering(200)) {
            receiver(name + "-a", sink);
            receiver(name + "-b", sink);
            var first = given().get("/api/v1/receivers?limit=1").then().statusCode(200);
            assertThat(first.extract().header("Link")).contains("rel=\"next\"");
            String next = first.extract().path("next");
            var names = new ArrayList<String>();
            names.add(first.extract().path("items[0].name"));
            while (next != null) {
                var page = given().queryParam("limit", 1)
                        .queryParam("cursor", next)
                        .get("/api/v1/receivers")
                        .then()
                        .statusCode(200)
                        .extract();
                names.add(page.path("items[0].name"));
                next = page.path("next");
            }
            assertThat(names).isSorted().doesNotHaveDuplicates().contains(name + "-a", name + "-b");
            given().get("/api/v1/deliveries?limit=0").then().statusCode(400);
            given().get("/api/v1/deliveries?status=lost").then().statusCode(400);
            given().get("/api/v1/deliveries?investigation=x").then().statusCode(400);
            given().get("/api/v1/deliveries?cursor=x").then().statusCode(400);
            given().get("/api/v1/deliveries/x").then().statusCode(404);
            given().get("/api/v1/deliveries?receiver=" + name)
                    .then()
                    .statusCode(200)
                    .body("items.size()", equalTo(0))
                    .body("next", nullValue());
        }
    }
}
