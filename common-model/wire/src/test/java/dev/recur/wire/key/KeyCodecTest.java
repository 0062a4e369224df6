package dev.recur.wire.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recur.wire.json.GoldenFile;
import dev.recur.wire.json.Json;
import dev.recur.wire.key.KeyCodec.InvalidKey;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCodecTest {

    private static final String ISSUED = "api-key-issued-v1";
    private static final String USED = "api-key-used-v1";
    private static final UUID ID = UUID.fromString("0190a4e8-0000-7000-8000-000000000001");

    @Test
    void a_key_that_is_read_is_written_the_same() {
        var key = KeyCodec.decodeKey(GoldenFile.text(ISSUED).getBytes(UTF_8));
        assertThat(key)
                .isEqualTo(new IssuedKey(
                        ID,
                        "checkout-tool",
                        "82f5934e6c40ac514a617241c1a2b1aeff91e0034f3f9b2b79be1290b8903ed3",
                        Set.of("reader", "reporter"),
                        Set.of("alertmanager", "checkout-tool"),
                        Instant.parse("2027-11-22T03:00:00Z"),
                        Instant.parse("2026-11-22T03:00:00Z")));
        assertThat(new String(KeyCodec.encode(key), UTF_8)).isEqualTo(GoldenFile.text(ISSUED));
    }

    @Test
    void a_use_that_is_read_is_written_the_same() {
        var use = KeyCodec.decodeUse(GoldenFile.text(USED).getBytes(UTF_8));
        assertThat(use).isEqualTo(new KeyUse(ID, "ingest", Instant.parse("2026-11-22T03:05:00Z")));
        assertThat(use.recordKey()).isEqualTo(ID + "/ingest");
        assertThat(new String(KeyCodec.encode(use), UTF_8)).isEqualTo(GoldenFile.text(USED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"keyId", "name", "sha256", "roles", "sources", "createdAt"})
    void a_required_member_of_a_key_is_missed_by_name(String member) {
        var value = GoldenFile.read(ISSUED);
        value.remove(member);
        assertThatExceptionOfType(InvalidKey.class)
                .isThrownBy(() -> KeyCodec.decodeKey(Json.write(value)))
                .withMessageContaining("/" + member);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keyId", "service", "usedAt"})
    void a_required_member_of_a_use_is_missed_by_name(String member) {
        var value = GoldenFile.read(USED);
        value.remove(member);
        assertThatExceptionOfType(InvalidKey.class)
                .isThrownBy(() -> KeyCodec.decodeUse(Json.write(value)))
                .withMessageContaining("/" + member);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "a digest that is none; {'sha256':'abc'}; /sha256",
                "a digest in upper case; {'sha256':'82F5934E6C40AC514A617241C1A2B1AEFF91E0034F3F9B2B79BE1290B8903ED3'}; /sha256",
                "sources in part, which would allow more; {'sources':['alertmanager',null]}; /sources/1",
                "an end that is none, which would be never; {'expiresAt':'soon'}; /expiresAt"
            })
    void nonsense_is_refused_with_its_place(String sentence, String changes, String pointer) {
        var value = GoldenFile.read(ISSUED);
        value.setAll((com.fasterxml.jackson.databind.node.ObjectNode)
                Json.read(changes.replace('\'', '"').getBytes(UTF_8)));
        assertThatExceptionOfType(InvalidKey.class)
                .isThrownBy(() -> KeyCodec.decodeKey(Json.write(value)))
                .withMessageContaining(pointer);
    }

    @Test
    void what_a_newer_producer_adds_is_ignored() {
        var value = GoldenFile.read(ISSUED);
        value.put("colour", "red");
        assertThat(KeyCodec.decodeKey(Json.write(value)).name()).isEqualTo("checkout-tool");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "null"})
    void what_is_no_object_is_no_key(String value) {
        assertThatExceptionOfType(InvalidKey.class).isThrownBy(() -> KeyCodec.decodeKey(value.getBytes(UTF_8)));
    }
}
