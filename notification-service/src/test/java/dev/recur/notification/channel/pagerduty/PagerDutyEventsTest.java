package dev.recur.notification.channel.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recur.notification.Golden;
import dev.recur.notification.TestMessages;
import dev.recur.notification.channel.Message;
import dev.recur.notification.letter.Letters;
import dev.recur.wire.investigation.EventName;
import dev.recur.wire.investigation.Status;
import dev.recur.wire.json.Json;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PagerDutyEventsTest {

    private static final String KEY = "R".repeat(32);

    static Stream<String> names() {
        return TestMessages.all().keySet().stream();
    }

    private static List<byte[]> events(Message message) {
        return PagerDutyEvents.of(message, new Letters(TestMessages.LINKS).write(message), KEY);
    }

    private static List<JsonNode> read(Message message) {
        return events(message).stream().map(Json::read).toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_message_looks_as_agreed(String name) {
        Golden.assertSameJson(
                "pagerduty/" + name + ".json",
                events(TestMessages.all().get(name)).getFirst());
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_event_has_what_the_api_asks_for(String name) {
        assertThat(read(TestMessages.all().get(name))).isNotEmpty().allSatisfy(PagerDutyEventsTest::assertValid);
    }

    @Test
    void the_longest_event_is_within_the_limits() {
        var longest = TestMessages.happened(TestMessages.longest());

        assertThat(read(longest)).allSatisfy(PagerDutyEventsTest::assertValid);
        assertThat(events(longest).getFirst().length).isLessThan(512 * 1024);
    }

    @ParameterizedTest(name = "{0} while {1}: {2}")
    @CsvSource({
        "OPENED, OPEN, trigger",
        "UPDATED, OPEN, trigger",
        "UPDATED, TRIAGED, acknowledge",
        "UPDATED, CLOSED, resolve",
        "ESCALATED, INVESTIGATING, trigger",
        "ESCALATED, CLOSED, trigger",
        "WITHDRAWN, WITHDRAWN, resolve",
        "TRANSITIONED, OPEN, trigger",
        "TRANSITIONED, TRIAGED, acknowledge",
        "TRANSITIONED, INVESTIGATING, acknowledge",
        "TRANSITIONED, ACTIONS_AGREED, acknowledge",
        "TRANSITIONED, VERIFYING, acknowledge",
        "TRANSITIONED, CLOSED, resolve",
        "TRANSITIONED, DISMISSED, resolve",
        "TRANSITIONED, ACCEPTED_RISK, resolve"
    })
    void the_alert_follows_the_investigation(EventName name, Status status, String action) {
        var event = read(TestMessages.happened(TestMessages.event(name, null, status)));

        assertThat(event).hasSize(1);
        assertThat(event.getFirst().path("event_action").asText()).isEqualTo(action);
        assertThat(event.getFirst().path("dedup_key").asText()).isEqualTo(TestMessages.INVESTIGATION.toString());
    }

    @ParameterizedTest
    @CsvSource({"test", "digest", "silence-ended"})
    void what_asks_for_nothing_leaves_nothing_open(String name) {
        var events = read(TestMessages.all().get(name));

        assertThat(events)
                .extracting(event -> event.path("event_action").asText())
                .containsExactly("trigger", "resolve");
        assertThat(events)
                .extracting(event -> event.path("dedup_key"))
                .containsOnly(events.getFirst().path("dedup_key"));
    }

    private static void assertValid(JsonNode event) {
        assertThat(event.path("routing_key").asText()).hasSize(32);
        assertThat(event.path("event_action").asText()).isIn("trigger", "acknowledge", "resolve");
        assertThat(event.path("dedup_key").asText().length()).isBetween(1, 255);
        assertThat(event.at("/payload/summary").asText().length()).isBetween(1, 1024);
        assertThat(event.at("/payload/source").asText()).isNotBlank();
        assertThat(event.at("/payload/severity").asText()).isIn("critical", "error", "warning", "info");
        assertThat(event.path("links"))
                .allSatisfy(link -> assertThat(link.path("href").asText()).startsWith("https://recur.example/"));
    }
}
