package dev.recur.service.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.wire.key.IssuedKey;
import dev.recur.wire.key.KeyCodec;
import dev.recur.wire.key.KeyUse;
import dev.recur.wire.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class KeyTopicReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    private static final UUID ID = new UUID(1, 2);

    private final ApiKeys keys = ApiKeys.from(List.of());
    private final KeyTopicReader reader = new KeyTopicReader(keys);

    @Test
    void keys_are_accepted_once_the_end_of_the_topic_is_reached() {
        reader.take(List.of(record(ID, key("rk_one"))));
        assertThat(isAccepted("rk_one")).isFalse();
        assertThat(keys.isComplete()).isFalse();
        reader.caughtUp();
        assertThat(isAccepted("rk_one")).isTrue();
        assertThat(keys.isComplete()).isTrue();
    }

    @Test
    void what_was_revoked_before_the_end_is_never_accepted() {
        reader.take(List.of(record(ID, key("rk_one")), record(ID, null)));
        reader.caughtUp();
        assertThat(isAccepted("rk_one")).isFalse();
    }

    @Test
    void what_comes_after_the_end_holds_at_once() {
        reader.caughtUp();
        reader.take(List.of(record(ID, key("rk_one"))));
        assertThat(isAccepted("rk_one")).isTrue();
        reader.take(List.of(record(ID, null)));
        assertThat(isAccepted("rk_one")).isFalse();
    }

    @Test
    void what_was_revoked_while_nobody_read_is_not_accepted_again() {
        reader.take(List.of(record(ID, key("rk_one"))));
        reader.caughtUp();
        var later = new KeyTopicReader(keys);
        later.caughtUp();
        assertThat(isAccepted("rk_one")).isFalse();
    }

    @Test
    void a_record_that_cannot_be_read_revokes_its_key_and_stops_nothing() {
        reader.caughtUp();
        var other = new UUID(3, 4);
        reader.take(List.of(
                record(ID, key("rk_one")),
                record(ID, "{}".getBytes(StandardCharsets.UTF_8)),
                new ConsumerRecord<>(Topics.API_KEYS, 0, 0, "no id", new byte[] {1}),
                new ConsumerRecord<>(Topics.API_KEYS, 0, 0, null, new byte[] {1}),
                record(other, issued(other, "rk_two"))));
        assertThat(isAccepted("rk_one")).isFalse();
        assertThat(isAccepted("rk_two")).isTrue();
    }

    @Test
    void a_record_that_speaks_of_another_key_than_its_own_gives_nobody_anything() {
        reader.caughtUp();
        reader.take(List.of(record(ID, issued(new UUID(3, 4), "rk_two"))));
        assertThat(isAccepted("rk_two")).isFalse();
    }

    @Test
    void uses_of_every_service_are_taken() {
        reader.take(List.of(record(ID, key("rk_one"))));
        var use = new KeyUse(ID, "ingest", NOW);
        reader.take(List.of(new ConsumerRecord<>(Topics.API_KEYS, 0, 0, use.recordKey(), KeyCodec.encode(use))));
        reader.caughtUp();
        assertThat(keys.lastUsed(ID)).contains(NOW);
    }

    private boolean isAccepted(String text) {
        return keys.find(text, NOW).isPresent();
    }

    private static byte[] key(String text) {
        return issued(ID, text);
    }

    private static byte[] issued(UUID id, String text) {
        return KeyCodec.encode(new IssuedKey(id, "tool", KeyText.sha256(text), Set.of("reader"), Set.of(), null, NOW));
    }

    private static ConsumerRecord<String, byte[]> record(UUID id, byte[] value) {
        return new ConsumerRecord<>(Topics.API_KEYS, 0, 0, id.toString(), value);
    }
}
