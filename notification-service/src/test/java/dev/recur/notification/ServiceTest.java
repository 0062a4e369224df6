package dev.recur.notification;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of the running service share: the topic, and making receivers and subscriptions through the API. */
abstract class ServiceTest {

    EventTopic topic;

    @BeforeEach
    void openTopic() {
        topic = new EventTopic(ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
    }

    @AfterEach
    void closeTopic() {
        topic.close();
    }

    static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(50));
    }

    /** Something that no other test uses. */
    static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Makes a receiver and gives its secret. */
    static String receiver(String name, Sink sink) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("name", name, "type", "webhook", "url", sink.url()))
                .post("/api/v1/receivers")
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
    }

    /** Subscribes it to a component, and gives the subscription's id. */
    static String subscription(String receiver, String component, String... events) {
        return given().contentType(ContentType.JSON)
                .body(Map.of(
                        "name",
                        component + " patterns",
                        "receiver",
                        receiver,
                        "where",
                        "component=\"" + component + "\"",
                        "events",
                        events))
                .post("/api/v1/subscriptions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** What the ledger has of an investigation, newest first. */
    static List<Map<String, Object>> deliveries(UUID investigation) {
        return given().queryParam("investigation", investigation)
                .get("/api/v1/deliveries")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
    }
}
