package dev.recur.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.wire.investigation.EventName;
import dev.recur.wire.json.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class DeliveryIT extends ServiceTest {

    private final String component = unique("payments");
    private final UUID investigation = UUID.randomUUID();
    private final UUID eventId = UUID.randomUUID();
    private Instant happenedAt = Instant.EPOCH;

    /** Well ahead: on a busy machine what happens must not have happened before somebody has subscribed. */
    @BeforeEach
    void setTime() {
        happenedAt = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
    }

    private void publish(UUID id, EventName name, long sequence) {
        topic.publish(id, happenedAt, TestEvents.event(name, investigation, sequence, component));
    }

    private List<Map<String, Object>> deliveries() {
        return deliveries(investigation);
    }

    private Map<String, Object> onlyDelivery() {
        assertThat(deliveries()).hasSize(1);
        return deliveries().getFirst();
    }

    @Test
    void an_event_becomes_a_webhook_that_the_official_library_accepts() throws Exception {
        try (var sink = Sink.answering(200)) {
            var secret = receiver(component, sink);
            subscription(component, component, "opened");

            publish(eventId, EventName.OPENED, 1);
            eventually().until(() -> sink.requests.size() == 1);

            var request = sink.requests.getFirst();
            request.verify(secret);
            var body = Json.read(request.body().getBytes(StandardCharsets.UTF_8));
            assertThat(body.path("type").asText()).isEqualTo("investigation.opened");
            assertThat(body.path("timestamp").asText()).isEqualTo(happenedAt.toString());
            assertThat(body.at("/data/investigationId").asText()).isEqualTo(investigation.toString());
            assertThat(body.at("/data/evidence")).hasSize(4);
            assertThat(request.header("User-Agent")).startsWith("Recur/");
            assertThat(request.header("Content-Type")).isEqualTo("application/json");
            eventually()
                    .untilAsserted(() -> assertThat(onlyDelivery())
                            .containsEntry("status", "delivered")
                            .containsEntry("deliveryId", request.header("webhook-id")));
        }
    }

    @Test
    void a_fresh_event_is_told_within_a_second() {
        try (var sink = Sink.answering(200)) {
            receiver(component, sink);
            subscription(component, component, "updated");
            for (int sequence = 1; sequence <= 20; sequence++) {
                var published = System.nanoTime();
                publish(UUID.randomUUID(), EventName.UPDATED, sequence);
                var expected = sequence;
                eventually()
                        .pollInterval(Duration.ofMillis(5))
                        .untilAsserted(() -> assertThat(sink.requests).hasSize(expected));
                var took = Duration.ofNanos(System.nanoTime() - published);
                if (sequence > 5) { // the first ones meet code that was never run
                    assertThat(took).isLessThan(Duration.ofSeconds(1));
                }
            }
        }
    }

    @Test
    void the_same_event_again_tells_nobody_again() {
        try (var sink = Sink.answering(200)) {
            receiver(component, sink);
            subscription(component, component, "opened", "updated");

            publish(eventId, EventName.OPENED, 1);
            publish(eventId, EventName.OPENED, 1);
            publish(UUID.randomUUID(), EventName.UPDATED, 2);
            publish(eventId, EventName.OPENED, 1);
            publish(UUID.randomUUID(), EventName.UPDATED, 3);
            eventually().until(() -> sink.requests.size() >= 3);

            assertThat(sink.requests)
                    .extracting(request -> Json.read(request.body().getBytes(StandardCharsets.UTF_8))
                            .at("/data/sequence")
                            .asInt())
                    .containsExactly(1, 2, 3);
            assertThat(deliveries()).hasSize(3);
        }
    }

    @Test
    void a_failure_is_tried_again_under_the_same_id_and_every_attempt_is_on_record() {
        try (var sink = new Sink(before -> Sink.Answer.of(before == 0 ? 500 : 200))) {
            receiver(component, sink);
            subscription(component, component, "opened");

            publish(eventId, EventName.OPENED, 1);
            eventually().until(() -> sink.requests.size() == 1);
            eventually()
                    .untilAsserted(() -> assertThat(onlyDelivery())
                            .containsEntry("status", "pending")
                            .containsEntry("reason", "server_error"));
            eventually().untilAsserted(() -> assertThat(onlyDelivery()).containsEntry("status", "delivered"));

            assertThat(sink.requests)
                    .hasSize(2)
                    .extracting(request -> request.header("webhook-id"))
                    .containsOnly(onlyDelivery().get("deliveryId").toString());
            assertThat(sink.requests.get(1).header("webhook-timestamp"))
                    .isNotEqualTo(sink.requests.get(0).header("webhook-timestamp"));
            var found = given().get("/api/v1/deliveries/" + onlyDelivery().get("deliveryId"))
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(found.getList("attemptsMade.status")).containsExactly(500, 200);
            assertThat(found.getList("attemptsMade.reason")).containsExactly("server_error", null);
            assertThat(found.getList("attemptsMade.answer")).containsExactly("answer 500", "answer 200");
        }
    }

    @Test
    void a_receiver_that_hangs_delays_no_other() throws Exception {
        var release = new CountDownLatch(1);
        try (var hanging = new Sink(before -> {
                    awaitRelease(release);
                    return Sink.Answer.of(200);
                });
                var quick = Sink.answering(200)) {
            receiver(component + "-hangs", hanging);
            receiver(component + "-quick", quick);
            subscription(component + "-hangs", component, "updated");
            subscription(component + "-quick", component, "updated");

            for (int i = 1; i <= 50; i++) {
                topic.publish(
                        UUID.randomUUID(),
                        happenedAt,
                        TestEvents.event(EventName.UPDATED, UUID.randomUUID(), 1, component));
            }
            eventually().untilAsserted(() -> assertThat(quick.requests).hasSize(50));

            assertThat(hanging.requests).hasSizeLessThanOrEqualTo(8);
        } finally {
            release.countDown();
        }
    }

    @Test
    void what_a_receiver_missed_comes_in_the_order_in_which_it_happened() {
        try (var sink = new Sink(before -> Sink.Answer.of(before == 0 ? 503 : 200))) {
            receiver(component, sink);
            subscription(component, component, "opened");

            publish(UUID.randomUUID(), EventName.OPENED, 1);
            eventually().until(() -> sink.requests.size() == 1);
            publish(UUID.randomUUID(), EventName.WITHDRAWN, 2);
            eventually().until(() -> sink.requests.size() == 3);

            assertThat(sink.requests)
                    .extracting(request -> Json.read(request.body().getBytes(StandardCharsets.UTF_8))
                            .path("type")
                            .asText())
                    .containsExactly("investigation.opened", "investigation.opened", "investigation.withdrawn");
        }
    }

    @Test
    void a_receiver_that_is_gone_is_disabled_and_what_comes_after_is_dead_and_visible() {
        try (var sink = Sink.answering(410)) {
            receiver(component, sink);
            subscription(component, component, "opened", "updated");

            publish(UUID.randomUUID(), EventName.OPENED, 1);
            eventually()
                    .untilAsserted(() -> assertThat(onlyDelivery())
                            .containsEntry("status", "dead")
                            .containsEntry("reason", "gone"));
            publish(UUID.randomUUID(), EventName.UPDATED, 2);
            eventually()
                    .untilAsserted(() -> assertThat(deliveries())
                            .extracting(delivery -> delivery.get("reason"))
                            .containsExactly("receiver_disabled", "gone"));

            assertThat(sink.requests).hasSize(1);
            var shown = given().get("/api/v1/receivers/" + component).jsonPath();
            assertThat(shown.getBoolean("enabled")).isFalse();
            assertThat(shown.getString("disabledReason")).startsWith("answered 410 Gone at ");
        }
    }

    @Test
    void a_delivery_is_sent_again_on_request_under_the_same_id() {
        try (var sink = Sink.answering(200)) {
            receiver(component, sink);
            subscription(component, component, "opened");
            publish(eventId, EventName.OPENED, 1);
            eventually().untilAsserted(() -> assertThat(onlyDelivery()).containsEntry("status", "delivered"));

            var id = onlyDelivery().get("deliveryId").toString();
            given().post("/api/v1/deliveries/" + id + "/redeliver").then().statusCode(202);
            eventually().until(() -> sink.requests.size() == 2);

            assertThat(sink.requests)
                    .extracting(request -> request.header("webhook-id"))
                    .containsOnly(id);
        }
    }

    private static void awaitRelease(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
