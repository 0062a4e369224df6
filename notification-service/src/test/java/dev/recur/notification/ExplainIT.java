package dev.recur.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.wire.investigation.EventName;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ExplainIT extends ServiceTest {

    private final String component = unique("explain");

    @Test
    void an_explanation_says_of_every_subscription_whether_it_was_told_and_why() {
        try (var sink = Sink.answering(200)) {
            var investigation = UUID.randomUUID();
            receiver(component, sink);
            var told = subscription(component, component, "opened");
            var other = subscription(component, component, "escalated");
            var filtered = subscription(component, "nothing", "opened");
            topic.publish(
                    UUID.randomUUID(),
                    Instant.now().plusSeconds(60),
                    TestEvents.event(EventName.OPENED, investigation, 1, component));
            eventually()
                    .untilAsserted(() -> assertThat(why(investigation))
                            .containsEntry(told, "told")
                            .containsEntry(other, "event_type")
                            .containsEntry(filtered, "filter"));
            var late = subscription(component, component, "opened");
            topic.publish(
                    UUID.randomUUID(),
                    Instant.now().minusSeconds(3600),
                    TestEvents.event(EventName.OPENED, investigation, 2, component));
            eventually().untilAsserted(() -> assertThat(why(investigation)).containsEntry(late, "not_yet_made"));
        }
        given().get("/api/v1/deliveries/explain?investigation=" + UUID.randomUUID())
                .then()
                .statusCode(404);
        given().get("/api/v1/deliveries/explain").then().statusCode(400);
    }

    private static Map<String, String> why(UUID investigation) {
        var answer = given().get("/api/v1/deliveries/explain?investigation=" + investigation);
        if (answer.statusCode() != 200) {
            return Map.of();
        }
        List<Map<String, Object>> subscriptions = answer.jsonPath().getList("subscriptions");
        var found = new HashMap<String, String>();
        subscriptions.forEach(
                one -> found.put(String.valueOf(one.get("subscriptionId")), String.valueOf(one.get("why"))));
        return found;
    }
}
