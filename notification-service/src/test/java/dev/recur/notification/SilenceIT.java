package dev.recur.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import dev.recur.wire.investigation.EventName;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class SilenceIT extends ServiceTest {

    private final String component = unique("search");
    private final UUID investigation = UUID.randomUUID();

    private String silence(Instant endsAt) {
        return given().contentType(ContentType.JSON)
                .body(Map.of(
                        "where",
                        "component=\"" + component + "\"",
                        "reason",
                        "migration week",
                        "endsAt",
                        endsAt.toString()))
                .post("/api/v1/silences")
                .then()
                .statusCode(201)
                .body("state", equalTo("active"), "createdBy", equalTo("local"))
                .extract()
                .path("id");
    }

    private void publish(EventName name, long sequence) {
        topic.publish(
                UUID.randomUUID(),
                Instant.now().plusSeconds(60),
                TestEvents.event(name, investigation, sequence, component));
    }

    private void heldBack(String silence, int count) {
        eventually()
                .untilAsserted(() -> assertThat(deliveries(investigation))
                        .hasSize(count)
                        .allSatisfy(delivery -> assertThat(delivery)
                                .containsEntry("status", "silenced")
                                .containsEntry("reason", "silence")
                                .containsEntry("silenceId", silence)));
    }

    @Test
    void what_a_silence_holds_back_is_on_record_and_summed_up_once_when_somebody_ends_it() {
        try (var sink = Sink.answering(200)) {
            receiver(component, sink);
            subscription(component, component, "opened", "updated");
            subscription(component, component, "opened");
            var silence = silence(Instant.now().plusSeconds(3600));

            publish(EventName.OPENED, 1);
            publish(EventName.UPDATED, 2);
            heldBack(silence, 3);
            assertThat(sink.requests).isEmpty();
            given().delete("/api/v1/silences/" + silence).then().statusCode(204);
            eventually().until(() -> !sink.requests.isEmpty());
            publish(EventName.UPDATED, 3);
            eventually().until(() -> sink.requests.size() == 2);

            var summary = sink.requests.getFirst().json();
            assertThat(summary.path("type").asText()).isEqualTo("silence.ended");
            assertThat(summary.at("/data/reason").asText()).isEqualTo("migration week");
            assertThat(summary.at("/data/eventCount").asInt()).isEqualTo(2);
            assertThat(sink.requests.get(1).json().path("type").asText()).isEqualTo("investigation.updated");
            given().get("/api/v1/silences/" + silence)
                    .then()
                    .body("state", equalTo("ended"), "endedBy", equalTo("local"));
            given().delete("/api/v1/silences/" + silence).then().statusCode(404);
            given().queryParam("receiver", component)
                    .get("/api/v1/deliveries")
                    .then()
                    .body("items.kind", containsInAnyOrder("event", "event", "event", "event", "silence_summary"));
        }
    }

    @Test
    void a_silence_that_ends_by_itself_is_summed_up_and_what_it_held_back_can_be_sent_after_all() {
        try (var sink = Sink.answering(200)) {
            receiver(component, sink);
            subscription(component, component, "opened");
            var silence = silence(Instant.now().plusSeconds(6));

            publish(EventName.OPENED, 1);
            heldBack(silence, 1);
            eventually().until(() -> sink.requests.size() == 1);
            var id = deliveries(investigation).getFirst().get("deliveryId");
            given().post("/api/v1/deliveries/" + id + "/redeliver").then().statusCode(202);
            eventually().until(() -> sink.requests.size() == 2);

            assertThat(sink.requests)
                    .extracting(request -> request.json().path("type").asText())
                    .containsExactly("silence.ended", "investigation.opened");
        }
    }

    @Test
    void a_silence_says_why_and_until_when() {
        given().contentType(ContentType.JSON)
                .body("{\"where\":\"component\",\"endsAt\":\"2020-01-01T00:00:00Z\",\"until\":1}")
                .post("/api/v1/silences")
                .then()
                .statusCode(400)
                .body("errors.pointer", containsInAnyOrder("/until", "/where", "/reason", "/endsAt"));
        given().contentType(ContentType.JSON)
                .body("{\"where\":\"component=x\",\"reason\":\"a\"}")
                .post("/api/v1/silences")
                .then()
                .statusCode(400)
                .body("errors.pointer", containsInAnyOrder("/endsAt"));
    }
}
