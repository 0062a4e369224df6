package dev.recur.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.recur.wire.investigation.EventName;
import dev.recur.wire.topic.Headers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class PoisonIT extends ServiceTest {

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{not json|00000000-0000-5000-8000-000000000001|not an investigation event",
                "[]|00000000-0000-5000-8000-000000000001|must be a JSON object",
                "{\"event\":\"exploded\",\"sequence\":1}|00000000-0000-5000-8000-000000000001|not an investigation event",
                "{\"event\":\"opened\",\"sequence\":1}|00000000-0000-5000-8000-000000000001|/investigationId is required",
                "{}|42|ce_id must be a UUID",
            })
    void a_record_that_cannot_be_read_is_put_aside_and_the_next_is_told(String value, String id, String why) {
        var component = unique("search");
        var key = UUID.randomUUID();
        try (var sink = Sink.answering(200)) {
            receiver(component, sink);
            subscription(component, component, "opened");

            topic.publish(
                    key,
                    value.getBytes(StandardCharsets.UTF_8),
                    Map.of(Headers.ID, id, Headers.TIME, Instant.now().toString()));
            topic.publish(
                    UUID.randomUUID(),
                    Instant.now().plusSeconds(60),
                    TestEvents.event(EventName.OPENED, key, 1, component));
            eventually().until(() -> sink.requests.size() == 1);

            eventually()
                    .untilAsserted(() -> assertThat(topic.deadLetters())
                            .filteredOn(dead -> key.toString().equals(dead.key()))
                            .singleElement()
                            .satisfies(dead -> {
                                assertThat(new String(dead.value(), StandardCharsets.UTF_8))
                                        .isEqualTo(value);
                                assertThat(header(dead.headers().lastHeader(Headers.DEAD_REASON)))
                                        .contains(why);
                                assertThat(header(dead.headers().lastHeader(Headers.DEAD_TOPIC)))
                                        .isEqualTo("recur.investigation-events");
                                assertThat(header(dead.headers().lastHeader(Headers.DEAD_PARTITION)))
                                        .containsOnlyDigits();
                                assertThat(header(dead.headers().lastHeader(Headers.DEAD_OFFSET)))
                                        .containsOnlyDigits();
                                assertThat(Instant.parse(header(dead.headers().lastHeader(Headers.DEAD_AT))))
                                        .isBefore(Instant.now());
                                assertThat(header(dead.headers().lastHeader(Headers.ID)))
                                        .isEqualTo(id);
                            }));
        }
    }

    @Test
    void what_was_put_aside_is_listed_and_put_back_on_its_topic() {
        var key = UUID.randomUUID();
        topic.publish(key, "{\"event\":1}".getBytes(StandardCharsets.UTF_8), Map.of(Headers.ID, key.toString()));
        eventually().untilAsserted(() -> assertThat(letters(key)).hasSize(1));
        assertThat(letters(key).getFirst())
                .containsEntry("topic", "recur.investigation-events")
                .containsEntry("replayed", false)
                .containsEntry("bytes", 11);

        given().post("/api/v1/dead-letters/replay").then().statusCode(200).body("lost", equalTo(0));
        eventually().untilAsserted(() -> assertThat(letters(key)).hasSize(2));

        assertThat(letters(key)).extracting(letter -> letter.get("replayed")).containsExactly(true, false);
        assertThat(topic.deadLetters().stream()
                        .filter(dead -> key.toString().equals(dead.key()))
                        .map(dead -> header(dead.headers().lastHeader(Headers.ID))))
                .containsExactly(key.toString(), key.toString());
    }

    private static List<Map<String, Object>> letters(UUID key) {
        List<Map<String, Object>> all =
                given().get("/api/v1/dead-letters?limit=500").jsonPath().getList("items");
        return all.stream()
                .filter(letter -> key.toString().equals(letter.get("key")))
                .toList();
    }

    private static String header(Header header) {
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
