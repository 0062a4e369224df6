package dev.recur.wire.marker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recur.wire.json.GoldenFile;
import dev.recur.wire.json.Json;
import dev.recur.wire.marker.MarkerCodec.InvalidMarker;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkerCodecTest {

    private static final String RECORDED = "marker-recorded-v1";

    @Test
    void what_is_read_is_written_the_same() {
        var marker = MarkerCodec.decode(GoldenFile.text(RECORDED).getBytes(UTF_8));
        assertThat(marker)
                .isEqualTo(new Marker(
                        UUID.fromString("0190a4e8-0000-7000-8000-000000000001"),
                        "deploy-bot",
                        "payments-4.2",
                        "release",
                        "payments 4.2",
                        Instant.parse("2026-11-22T03:00:00Z"),
                        null,
                        Map.of("component", List.of("Payments")),
                        Instant.parse("2026-11-22T03:00:01.123456Z")));
        assertThat(new String(MarkerCodec.encode(marker), UTF_8)).isEqualTo(GoldenFile.text(RECORDED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"markerId", "source", "type", "startsAt", "recordedAt"})
    void a_required_member_is_missed_by_name(String member) {
        var value = GoldenFile.read(RECORDED);
        value.remove(member);
        assertThatExceptionOfType(InvalidMarker.class)
                .isThrownBy(() -> MarkerCodec.decode(Json.write(value)))
                .withMessageContaining("/" + member);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "type, Big Release, must match",
        "startsAt, 1969-12-31T23:59:59Z, must be from 1970",
        "startsAt, 2027-12-31T00:00:00Z, to a year from now",
        "endsAt, 2026-11-22T02:59:59Z, must not be before startsAt"
    })
    void nonsense_is_refused_with_its_place(String member, String value, String said) {
        var marker = GoldenFile.read(RECORDED);
        marker.put(member, value);
        assertThatExceptionOfType(InvalidMarker.class)
                .isThrownBy(() -> MarkerCodec.decode(Json.write(marker)))
                .withMessageContaining("/" + member)
                .withMessageContaining(said);
    }

    @Test
    void what_a_newer_producer_adds_is_ignored() {
        var value = GoldenFile.read(RECORDED);
        value.put("colour", "red");
        assertThat(MarkerCodec.decode(Json.write(value)).type()).isEqualTo("release");
    }
}
