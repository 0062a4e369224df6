package dev.recur.wire.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.recur.wire.json.GoldenFile;
import dev.recur.wire.json.Json;
import dev.recur.wire.report.ReportCodec.InvalidReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportCodecTest {

    private static final String REPORTED = "incident-reported-v1";

    @ParameterizedTest
    @CsvSource({"incident-reported-v1, REPORTED", "incident-retracted-v1, RETRACTED", "incident-retracted-v1, RESTORED"
    })
    void what_is_read_is_written_the_same(String file, ReportType type) {
        var report = ReportCodec.decode(type, GoldenFile.text(file).getBytes(UTF_8));
        assertThat(report.type()).isEqualTo(type);
        assertThat(new String(ReportCodec.encode(report), UTF_8)).isEqualTo(GoldenFile.text(file));
    }

    @Test
    void every_member_is_read() {
        var report = ReportCodec.decode(
                ReportType.REPORTED, GoldenFile.text(REPORTED).getBytes(UTF_8));
        assertThat(report)
                .isEqualTo(new Report(
                        id(1),
                        id(2),
                        ReportType.REPORTED,
                        "checkout-tool",
                        "INC-4711",
                        "checkout/2026-11-22",
                        Instant.parse("2026-11-22T03:10:00Z"),
                        Instant.parse("2026-11-22T03:10:01.123456Z"),
                        null,
                        (com.fasterxml.jackson.databind.node.ObjectNode)
                                GoldenFile.read(REPORTED).get("facts"),
                        new Facts(
                                new Fact.Stated<>(Kind.NEAR_MISS),
                                new Fact.Stated<>("Checkout answered 5xx"),
                                new Fact.Stated<>("A feature flag, again"),
                                new Fact.Stated<>(Severity.SEV2),
                                new Fact.Stated<>(Instant.parse("2026-11-22T03:00:00Z")),
                                new Fact.Cleared<>(),
                                new Fact.Stated<>(Instant.parse("2026-11-22T03:02:00.5Z")),
                                new Fact.Stated<>(Instant.parse("2026-11-22T03:05:00Z")),
                                new Fact.Stated<>(Instant.parse("2026-11-22T03:09:00Z")),
                                new Fact.Stated<>(Map.of(
                                        "component", List.of("Payments"), "cause", List.of(), "team", List.of())),
                                new Fact.Stated<>(Map.of(
                                        "downtimeMinutes", Optional.of(new BigDecimal("45")),
                                        "customersAffected", Optional.empty(),
                                        "lostRevenue", Optional.of(new BigDecimal("1200.5")))),
                                new Fact.Stated<>(List.of(new Link("runbook", "https://wiki.example/payments"))),
                                new Fact.Stated<>(id(3)),
                                new Fact.Stated<>(false))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"incidentId", "reportId", "source", "asOf", "recordedAt", "facts"})
    void a_required_member_is_missed_by_name(String member) {
        var value = GoldenFile.read(REPORTED);
        value.remove(member);
        assertInvalid(Json.write(value), "/" + member + " is required");
        value.putNull(member);
        assertInvalid(
                Json.write(value), "/" + member + (member.equals("facts") ? " must be an object" : " is required"));
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                arguments("incidentId", "\"INC-1\"", "/incidentId must be a UUID"),
                arguments("source", "\" \"", "/source must not be blank"),
                arguments("source", "\"" + "x".repeat(201) + "\"", "/source must be at most 200 characters, was 201"),
                arguments("externalId", "7", "/externalId must be a string, was a number"),
                arguments("correlationKey", "\"a\\u0000\"", "/correlationKey must not contain the character U+0000"),
                arguments("asOf", "\"1969-12-31T23:59:59Z\"", "/asOf must be from 1970 to"),
                arguments("asOf", "\"2027-11-24T00:00:00Z\"", "/asOf must be from 1970 to"),
                arguments("asOf", "\"+999999999-12-31T23:59:59Z\"", "/asOf must be an RFC 3339 time"),
                arguments("recordedAt", "\"9999-12-31T00:00:00Z\"", "/recordedAt must be from 1970 to"),
                arguments(
                        "recordedAt",
                        "\"+999999999-12-31T23:59:59.999999999-18:00\"",
                        "/recordedAt must be an RFC 3339"),
                arguments("facts", "[]", "/facts must be an object"),
                arguments("facts", "{\"kind\":\"outage\"}", "/facts/kind must be one of incident, near_miss"),
                arguments("facts", "{\"tags\":{\"user\":[\"x\"]}}", "/facts/tags/user names a person"),
                arguments(
                        "facts",
                        "{\"kind\":1,\"title\":2}",
                        "/facts/kind must be one of incident, near_miss,"
                                + " security_incident, external, drill, false_alarm, planned_maintenance, test (and 1 more problems)"),
                arguments("facts", "{\"new\":\"a\\u0000\"}", "/facts/new must not contain the character U+0000"),
                arguments(
                        "facts",
                        "{\"new\":{\"a\":[{\"\\ud800\":1}]}}",
                        "/facts/new must not contain half of a surrogate"),
                arguments("facts", "{\"a\\u0000\":1}", "/facts/a\0 must not contain the character U+0000"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("invalid")
    void a_bad_member_says_what_is_wrong_with_it(String member, String value, String message) {
        var report = GoldenFile.read(REPORTED);
        report.set(member, Json.read(value.getBytes(UTF_8)));
        assertInvalid(Json.write(report), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "\"x\"", "{", "{}{}", "\u0000"})
    void a_value_that_is_no_object_is_no_report(String value) {
        assertThatExceptionOfType(InvalidReport.class)
                .isThrownBy(() -> ReportCodec.decode(ReportType.REPORTED, value.getBytes(UTF_8)));
    }

    @Test
    void what_a_newer_version_adds_is_ignored_and_kept() {
        var value = GoldenFile.read(REPORTED);
        value.put("new", 1);
        value.withObject("/facts").put("new", "🔥").withObject("/impact").put("deep", true);
        value.withObject("/facts/links/0").put("title", "Runbook");
        var report = ReportCodec.decode(ReportType.REPORTED, Json.write(value));
        assertThat(report.factsAsSent()).isEqualTo(value.get("facts"));
        assertThat(report.facts().links())
                .isEqualTo(new Fact.Stated<>(List.of(new Link("runbook", "https://wiki.example/payments"))));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatever_the_bytes_are_only_invalid_report_is_thrown(long seed) {
        var random = new Random(seed);
        var golden = GoldenFile.text(REPORTED).getBytes(UTF_8);
        var refused = 0;
        for (int i = 0; i < 2_000; i++) {
            var bytes = golden.clone();
            for (int j = random.nextInt(3); j >= 0; j--) {
                bytes[random.nextInt(bytes.length)] = golden[random.nextInt(golden.length)];
            }
            try {
                ReportCodec.decode(ReportType.REPORTED, bytes);
            } catch (InvalidReport e) {
                assertThat(e.getMessage()).isNotBlank();
                refused++;
            }
        }
        assertThat(refused).isBetween(1_000, 1_999);
    }

    private static void assertInvalid(byte[] value, String message) {
        assertThatExceptionOfType(InvalidReport.class)
                .isThrownBy(() -> ReportCodec.decode(ReportType.REPORTED, value))
                .withMessageStartingWith(message);
    }

    private static UUID id(int number) {
        return new UUID(0x0190a4e800007000L, 0x8000000000000000L + number);
    }
}
