package dev.recur.wire.investigation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.investigation.InvestigationEventCodec.InvalidEvent;
import dev.recur.wire.json.GoldenFile;
import dev.recur.wire.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvestigationEventCodecTest {

    private static final String OPENED = "investigation-opened-v1";

    @ParameterizedTest
    @ValueSource(strings = {"investigation-opened-v1", "investigation-transitioned-v1"})
    void what_is_read_is_written_the_same(String file) {
        var event = InvestigationEventCodec.decode(GoldenFile.text(file).getBytes(UTF_8));
        assertThat(new String(InvestigationEventCodec.encode(event), UTF_8)).isEqualTo(GoldenFile.text(file));
    }

    @Test
    void every_member_is_read() {
        var at = Instant.parse("2026-11-23T09:00:00Z");
        var opened = Instant.parse("2026-11-22T03:10:02Z");
        assertThat(InvestigationEventCodec.decode(
                        GoldenFile.text("investigation-transitioned-v1").getBytes(UTF_8)))
                .isEqualTo(new InvestigationEvent(
                        EventName.TRANSITIONED,
                        "actions agreed",
                        7,
                        new Investigation(
                                UUID.fromString("0190a4e8-0000-7000-8000-00000000000c"),
                                Status.ACTIONS_AGREED,
                                "database migrations have cost 130 minutes in 90 days",
                                Priority.URGENT,
                                new Investigation.RuleReference(
                                        UUID.fromString("0190a4e8-0000-7000-8000-00000000000d"), "trigger-minutes", 3),
                                Map.of(),
                                new Investigation.WindowView("P90D", Instant.parse("2026-08-24T03:00:00Z"), null),
                                new BigDecimal("120"),
                                new BigDecimal("130.25"),
                                Instant.parse("2026-11-22T03:00:00Z"),
                                opened,
                                at,
                                true,
                                0,
                                List.of(),
                                List.of(),
                                List.of(
                                        new Investigation.Transition(
                                                null, Status.OPEN, opened, "rule trigger-minutes v3", null),
                                        new Investigation.Transition(
                                                Status.OPEN,
                                                Status.ACTIONS_AGREED,
                                                at,
                                                "jana",
                                                "migrations get a timeout")))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/event",
                "/sequence",
                "/investigationId",
                "/status",
                "/headline",
                "/priority",
                "/rule",
                "/rule/id",
                "/rule/name",
                "/rule/version",
                "/group",
                "/window",
                "/window/type",
                "/window/from",
                "/threshold",
                "/observed",
                "/crossedAt",
                "/openedAt",
                "/updatedAt",
                "/belowThreshold",
                "/evidenceCount",
                "/evidence",
                "/evidence/0/incidentId",
                "/evidence/0/title",
                "/evidence/0/kind",
                "/evidence/0/severity",
                "/evidence/0/occurredAt",
                "/history",
                "/history/1/window",
                "/history/1/observed",
                "/transitions",
                "/transitions/0/to",
                "/transitions/0/at",
                "/transitions/0/by"
            })
    void a_required_member_is_missed_by_name(String pointer) {
        var at = JsonPointer.compile(pointer);
        var member = at.last().getMatchingProperty();
        var event = GoldenFile.read(OPENED);
        var parent = (ObjectNode) event.at(at.head());
        assertThat(parent.remove(member)).isNotNull();
        assertInvalid(event, pointer + " is required");
        parent.putNull(member);
        assertInvalid(event, pointer + " is required");
    }

    static Stream<Arguments> invalid() {
        var time = " must be an RFC 3339 time with an offset";
        return Stream.of(
                arguments(
                        "/event", "\"closed\"", " must be one of opened, updated, escalated, withdrawn, transitioned"),
                arguments("/event", "{}", " must be one of opened, updated, escalated, withdrawn, transitioned"),
                arguments("/sequence", "\"1\"", " must be a whole number from 1"),
                arguments("/sequence", "0", " must be a whole number from 1"),
                arguments("/sequence", "1.5", " must be a whole number from 1"),
                arguments("/sequence", "99999999999999999999", " must be a whole number from 1"),
                arguments("/change", "1", " must be a string"),
                arguments("/investigationId", "\"x\"", " is not of the right type"),
                arguments(
                        "/status",
                        "\"OPEN\"",
                        " must be one of open, triaged, investigating, actions_agreed, verifying,"
                                + " closed, dismissed, accepted_risk, withdrawn"),
                arguments("/priority", "\"P1\"", " must be one of low, normal, high, urgent"),
                arguments("/rule", "\"component-quarter\"", "/id is required"),
                arguments("/rule/version", "1.5", " is not of the right type"),
                arguments("/group/component", "null", " is required"),
                arguments("/group", "[]", " is not of the right type"),
                arguments("/window/to", "\"soon\"", time),
                arguments("/openedAt", "1763780400", time),
                arguments("/observed", "\"four\"", " is not of the right type"),
                arguments("/evidenceCount", "99999999999", " is not of the right type"),
                arguments("/evidence/0/severity", "\"sev9\"", " must be one of sev1, sev2, sev3, sev4, sev5, unknown"),
                arguments("/evidence/0", "1", "/incidentId is required"),
                arguments("/transitions/0/from", "\"new\"", " must be one of open, triaged"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("invalid")
    void a_bad_member_says_what_is_wrong_with_it(String pointer, String value, String message) {
        var at = JsonPointer.compile(pointer);
        var event = GoldenFile.read(OPENED);
        var node = Json.read(value.getBytes(UTF_8));
        var parent = event.at(at.head());
        if (parent instanceof ObjectNode object) {
            object.set(at.last().getMatchingProperty(), node);
        } else {
            ((com.fasterxml.jackson.databind.node.ArrayNode) parent)
                    .set(at.last().getMatchingIndex(), node);
        }
        assertInvalid(event, pointer + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "{", "{\"event\":1e999999999}"})
    void a_value_that_is_no_object_is_no_event(String value) {
        assertThatExceptionOfType(InvalidEvent.class)
                .isThrownBy(() -> InvestigationEventCodec.decode(value.getBytes(UTF_8)))
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
    }

    @Test
    void what_a_newer_version_adds_is_ignored() {
        var event = GoldenFile.read(OPENED);
        event.put("new", 1).withObject("/rule").put("new", true);
        event.withObject("/evidence/0").putArray("new");
        assertThat(InvestigationEventCodec.decode(Json.write(event)))
                .isEqualTo(
                        InvestigationEventCodec.decode(GoldenFile.text(OPENED).getBytes(UTF_8)));
    }

    @Test
    void numbers_are_written_as_people_write_them() {
        var event = GoldenFile.read(OPENED);
        event.put("observed", new BigDecimal("1E+1")).put("threshold", new BigDecimal("2.50"));
        var read = InvestigationEventCodec.decode(Json.write(event));
        assertThat(new String(InvestigationEventCodec.encode(read), UTF_8))
                .contains("\"threshold\":2.50,\"observed\":10,");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatever_the_bytes_are_only_invalid_event_is_thrown(long seed) {
        var random = new Random(seed);
        var golden = GoldenFile.text(OPENED).getBytes(UTF_8);
        var refused = 0;
        for (int i = 0; i < 2_000; i++) {
            var bytes = golden.clone();
            for (int j = random.nextInt(3); j >= 0; j--) {
                bytes[random.nextInt(bytes.length)] = golden[random.nextInt(golden.length)];
            }
            try {
                InvestigationEventCodec.encode(InvestigationEventCodec.decode(bytes));
            } catch (InvalidEvent e) {
                assertThat(e.getMessage()).isNotBlank();
                refused++;
            }
        }
        assertThat(refused).isBetween(1_000, 1_999);
    }

    private static void assertInvalid(ObjectNode event, String message) {
        assertThatExceptionOfType(InvalidEvent.class)
                .isThrownBy(() -> InvestigationEventCodec.decode(Json.write(event)))
                .withMessageStartingWith(message);
    }
}
