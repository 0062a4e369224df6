package dev.recur.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.recur.wire.investigation.EventName;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class FallbackIT extends ServiceTest {

    private final String component = unique("billing");
    private final Sink fallback = Sink.answering(200);

    @BeforeEach
    void makeFallbackReceiver() {
        receiver("fallback", fallback);
    }

    @AfterEach
    void removeFallbackReceiver() {
        given().header("If-Match", "*")
                .delete("/api/v1/receivers/fallback")
                .then()
                .statusCode(204);
        fallback.close();
    }

    private void publish(UUID investigation, EventName name, long sequence) {
        topic.publish(
                UUID.randomUUID(),
                Instant.now().plusSeconds(60),
                TestEvents.event(name, investigation, sequence, component));
    }

    private List<String> told(String pointer) {
        return fallback.requests.stream()
                .map(request -> request.json())
                .filter(body -> body.toString().contains(component))
                .map(body -> body.at(pointer).asText())
                .toList();
    }

    @Test
    void what_nobody_subscribed_to_goes_to_the_fallback_receiver_and_so_does_its_correction() {
        try (var sink = Sink.answering(200)) {
            var investigation = UUID.randomUUID();
            publish(investigation, EventName.OPENED, 1);
            publish(investigation, EventName.UPDATED, 2);
            eventually().until(() -> told("/type").size() == 1);
            receiver(component, sink);
            subscription(component, component, "opened");
            publish(investigation, EventName.WITHDRAWN, 3);
            eventually().until(() -> told("/type").size() == 2);

            assertThat(told("/type")).containsExactly("investigation.opened", "investigation.withdrawn");
            assertThat(deliveries(investigation))
                    .allSatisfy(delivery -> assertThat(delivery)
                            .containsEntry("receiver", "fallback")
                            .containsEntry("subscriptionId", null));
        }
    }

    @Test
    void a_receiver_that_cannot_be_told_is_reported_once() {
        try (var sink = Sink.answering(410)) {
            receiver(component, sink);
            subscription(component, component, "opened");
            publish(UUID.randomUUID(), EventName.OPENED, 1);
            eventually().until(() -> told("/type").size() == 1);
            given().contentType(ContentType.JSON)
                    .header("If-Match", "*")
                    .body(Map.of("type", "webhook", "url", sink.url(), "enabled", true))
                    .put("/api/v1/receivers/" + component)
                    .then()
                    .statusCode(200);
            var again = UUID.randomUUID();
            publish(again, EventName.OPENED, 1);
            eventually()
                    .untilAsserted(() -> assertThat(deliveries(again))
                            .singleElement()
                            .satisfies(delivery -> assertThat(delivery).containsEntry("reason", "gone")));

            assertThat(told("/type")).containsExactly("receiver.failing");
            assertThat(told("/data/reason")).containsExactly("gone");
        }
    }

    @Test
    void a_receiver_gets_again_what_was_made_since_a_time() {
        try (var sink = Sink.answering(200)) {
            receiver(component, sink);
            subscription(component, component, "opened");
            var since = Instant.now().minusSeconds(5);
            publish(UUID.randomUUID(), EventName.OPENED, 1);
            publish(UUID.randomUUID(), EventName.OPENED, 1);
            eventually()
                    .untilAsserted(() -> given().queryParam("receiver", component)
                            .queryParam("status", "delivered")
                            .get("/api/v1/deliveries")
                            .then()
                            .body("items.size()", equalTo(2)));

            replay("{\"since\":\"" + since + "\"}", 202);
            eventually().until(() -> sink.requests.size() == 4);
            replay("{\"since\":\"" + since.plusSeconds(3600) + "\"}", 202);
            replay("{\"since\":\"yesterday\"}", 400);
            replay("{\"since\":\"" + since + "\",\"until\":1}", 400);

            assertThat(sink.requests.stream()
                            .map(request -> request.header("webhook-id"))
                            .distinct())
                    .hasSize(2);
            assertThat(sink.requests).hasSize(4);
        }
    }

    private void replay(String body, int status) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/receivers/" + component + "/replay")
                .then()
                .statusCode(status);
    }
}
