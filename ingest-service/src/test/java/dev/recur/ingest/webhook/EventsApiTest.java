package dev.recur.ingest.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.wire.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventsApiTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x | JSON cannot be parsed",
                "[] | JSON cannot be parsed",
                "{'event_action':'resolve','dedup_key':'k'} | 'routing_key' is missing or blank",
                "{'routing_key':'r','dedup_key':'k'} | 'event_action' is missing or invalid (must be one of trigger, acknowledge, resolve)",
                "{'routing_key':'r','event_action':'resolve'} | 'dedup_key' is missing or blank",
                "{'routing_key':'r','event_action':'trigger'} | 'payload' is missing or blank",
                "{'routing_key':'r','event_action':'trigger','payload':{'source':'s','severity':'info'}} | 'payload.summary' is missing or blank",
                "{'routing_key':'r','event_action':'trigger','payload':{'summary':'s','severity':'info'}} | 'payload.source' is missing or blank",
            })
    void an_invalid_event_is_told_what_is_wrong(String body, String error) {
        assertThat(check(body))
                .isInstanceOfSatisfying(
                        EventsApi.Invalid.class,
                        invalid -> assertThat(invalid.errors()).containsExactly(error));
    }

    @Test
    void every_error_is_told_at_once() {
        assertThat(check("{'event_action':'trigger','payload':{'severity':'bad'}}"))
                .isInstanceOfSatisfying(
                        EventsApi.Invalid.class,
                        invalid -> assertThat(invalid.errors()).hasSize(4));
    }

    @Test
    void a_trigger_without_a_key_gets_one_and_another_keeps_its_own() {
        var event =
                "{'routing_key':'r','event_action':'trigger','payload':{'summary':'s','source':'x','severity':'info'}}";
        assertThat(check(event)).isInstanceOfSatisfying(EventsApi.Valid.class, valid -> {
            assertThat(valid.dedupKey()).isEqualTo("new-key");
            assertThat(Json.read(valid.body()).get("dedup_key").asText()).isEqualTo("new-key");
        });
        assertThat(check(event.replace("'routing_key'", "'dedup_key':'mine','routing_key'")))
                .isInstanceOfSatisfying(
                        EventsApi.Valid.class,
                        valid -> assertThat(valid.dedupKey()).isEqualTo("mine"));
    }

    private static EventsApi.Checked check(String body) {
        return EventsApi.check(body.replace('\'', '"').getBytes(UTF_8), () -> "new-key");
    }
}
