package dev.recur.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.wire.investigation.EventName;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class DigestIT extends ServiceTest {

    private final String component = unique("checkout");
    private final UUID investigation = UUID.randomUUID();

    private String digest(Instant at) {
        return given().contentType(ContentType.JSON)
                .body(Map.of(
                        "name",
                        "digest",
                        "receiver",
                        component,
                        "where",
                        "component=\"" + component + "\"",
                        "events",
                        List.of("opened", "updated"),
                        "mode",
                        "daily",
                        "at",
                        LocalTime.ofInstant(at, ZoneOffset.UTC)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString(),
                        "zone",
                        "UTC"))
                .post("/api/v1/subscriptions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void publish(EventName name, long sequence) {
        topic.publish(
                UUID.randomUUID(),
                Instant.now().plusSeconds(60),
                TestEvents.event(name, investigation, sequence, component));
    }

    @Test
    void what_happens_until_a_digest_is_due_comes_in_one_message_and_what_comes_after_waits_for_the_next() {
        try (var sink = Sink.answering(200)) {
            receiver(component, sink);
            digest(Instant.now().plusSeconds(8));

            publish(EventName.OPENED, 1);
            publish(EventName.UPDATED, 2);
            eventually()
                    .untilAsserted(() -> assertThat(deliveries(investigation))
                            .hasSize(2)
                            .allSatisfy(delivery -> assertThat(delivery)
                                    .containsEntry("status", "pending")
                                    .containsEntry("reason", "digest")));
            var id = deliveries(investigation).getFirst();
            given().post("/api/v1/deliveries/" + id.get("deliveryId") + "/redeliver")
                    .then()
                    .statusCode(409);
            eventually().until(() -> !sink.requests.isEmpty());

            var message = sink.requests.getFirst();
            assertThat(message.json().path("type").asText()).isEqualTo("digest");
            assertThat(message.json().at("/data/events")).hasSize(2);
            assertThat(message.header("webhook-id")).isEqualTo(id.get("digestId"));
            eventually()
                    .untilAsserted(() -> assertThat(deliveries(investigation))
                            .allSatisfy(delivery -> assertThat(delivery).containsEntry("status", "delivered")));

            publish(EventName.UPDATED, 3);
            eventually().until(() -> deliveries(investigation).size() == 3);
            var next = deliveries(investigation).getFirst();
            assertThat(next).containsEntry("status", "pending").containsEntry("reason", "digest");
            assertThat(next.get("digestId")).isNotEqualTo(id.get("digestId"));
            assertThat(Instant.parse(next.get("nextAttemptAt").toString()))
                    .isAfter(Instant.now().plusSeconds(23 * 3600));
            assertThat(sink.requests).hasSize(1);
        }
    }

    @Test
    void who_wants_to_be_told_at_once_after_all_gets_the_digest_now() {
        try (var sink = Sink.answering(200)) {
            receiver(component, sink);
            var subscription = digest(Instant.now().plusSeconds(7200));
            publish(EventName.OPENED, 1);
            eventually().until(() -> deliveries(investigation).size() == 1);

            given().contentType(ContentType.JSON)
                    .header("If-Match", "*")
                    .body(Map.of(
                            "name",
                            "now",
                            "receiver",
                            component,
                            "where",
                            "component=\"" + component + "\"",
                            "events",
                            List.of("opened", "updated")))
                    .put("/api/v1/subscriptions/" + subscription)
                    .then()
                    .statusCode(200);
            publish(EventName.UPDATED, 2);
            eventually().until(() -> sink.requests.size() == 2);

            assertThat(sink.requests)
                    .extracting(request -> request.json().path("type").asText())
                    .containsExactly("digest", "investigation.updated");
        }
    }

    @Test
    void a_digest_is_repeated_as_one() {
        try (var sink = Sink.answering(200)) {
            receiver(component, sink);
            digest(Instant.now().plusSeconds(7200));
            publish(EventName.OPENED, 1);
            eventually().until(() -> deliveries(investigation).size() == 1);
            var delivery = deliveries(investigation).getFirst();

            given().post("/api/v1/deliveries/" + delivery.get("digestId") + "/redeliver")
                    .then()
                    .statusCode(202);
            eventually()
                    .untilAsserted(() ->
                            assertThat(deliveries(investigation).getFirst()).containsEntry("status", "delivered"));
            given().post("/api/v1/deliveries/" + delivery.get("deliveryId") + "/redeliver")
                    .then()
                    .statusCode(202);
            eventually().until(() -> sink.requests.size() == 2);

            assertThat(sink.requests)
                    .extracting(request -> request.header("webhook-id"))
                    .containsOnly(delivery.get("digestId").toString());
            assertThat(sink.requests.get(1).body())
                    .isEqualTo(sink.requests.get(0).body());
        }
    }
}
