package dev.recur.wire.topic;

import static dev.recur.wire.topic.AsyncApi.DEAD_LETTER;
import static dev.recur.wire.topic.AsyncApi.at;
import static dev.recur.wire.topic.AsyncApi.closedProblems;
import static dev.recur.wire.topic.AsyncApi.message;
import static dev.recur.wire.topic.AsyncApi.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.investigation.InvestigationEventCodec;
import dev.recur.wire.json.GoldenFile;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.Problems;
import dev.recur.wire.key.KeyCodec;
import dev.recur.wire.marker.MarkerCodec;
import dev.recur.wire.report.ReportCodec;
import dev.recur.wire.report.ReportCodec.InvalidReport;
import dev.recur.wire.report.ReportType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The values that {@code asyncapi.yaml} describes are those that the codecs write and read. */
class AsyncApiValuesTest {

    @ParameterizedTest
    @MethodSource("dev.recur.wire.topic.AsyncApi#types")
    void the_example_is_as_its_message_says_and_is_decoded(String type) {
        var example = message(type).at("/examples/0");
        assertThat(example.at("/headers/ce_type").asText()).isEqualTo(type);
        assertThat(problems(at(type) + "/headers", example.path("headers"))).isEmpty();
        assertThat(problems(at(type) + "/payload", example.path("payload"))).isEmpty();
        assertThat(closedProblems(at(type) + "/payload", throughCodec(type, example.path("payload"))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.recur.wire.topic.AsyncApi#types")
    void the_type_of_another_message_is_refused(String type) {
        var headers = (ObjectNode) message(type).at("/examples/0/headers").deepCopy();
        headers.put(Headers.TYPE, "dev.recur.other");
        assertThat(problems(at(type) + "/headers", headers)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "dev.recur.incident.reported, incident-reported-v1, ",
        "dev.recur.incident.reported, incident-retracted-v1, externalId",
        "dev.recur.incident.retracted, incident-retracted-v1, ",
        "dev.recur.incident.retracted, incident-retracted-v1, externalId reason",
        "dev.recur.incident.restored, incident-retracted-v1, ",
        "dev.recur.incident.restored, incident-retracted-v1, externalId reason",
        "dev.recur.marker.recorded, marker-recorded-v1, ",
        "dev.recur.marker.recorded, marker-recorded-v1, externalId title endsAt tags",
        "dev.recur.investigation.opened, investigation-opened-v1, ",
        "dev.recur.investigation.opened, investigation-opened-v1, change",
        "dev.recur.investigation.transitioned, investigation-transitioned-v1, ",
        "dev.recur.investigation.transitioned, investigation-transitioned-v1, change",
        "dev.recur.api-key.issued, api-key-issued-v1, ",
        "dev.recur.api-key.issued, api-key-issued-v1, expiresAt",
        "dev.recur.api-key.used, api-key-used-v1, "
    })
    void what_a_codec_writes_is_described_to_the_last_member(String type, String file, String left) {
        var value = GoldenFile.read(file);
        if (left != null) {
            value.remove(List.of(left.split(" ")));
        }
        assertThat(closedProblems(at(type) + "/payload", throughCodec(type, value)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.recur.wire.topic.AsyncApi#types")
    void a_member_is_required_or_may_be_null_as_the_codec_has_it(String type) {
        var example = message(type).at("/examples/0/payload");
        var pointers = new ArrayList<JsonPointer>();
        collectMembers(example, "", pointers);
        assertThat(pointers).hasSizeGreaterThan(2);
        for (var pointer : pointers) {
            var without = example.deepCopy();
            ((ObjectNode) without.at(pointer.head())).remove(pointer.last().getMatchingProperty());
            assertSameVerdict(type, "without " + pointer, without);
            var cleared = example.deepCopy();
            ((ObjectNode) cleared.at(pointer.head())).putNull(pointer.last().getMatchingProperty());
            assertSameVerdict(type, "null at " + pointer, cleared);
        }
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "dev.recur.incident.reported; /incidentId; \"INC-1\"",
                "dev.recur.incident.reported; /source; \" \"",
                "dev.recur.incident.reported; /externalId; 7",
                "dev.recur.incident.reported; /asOf; \"yesterday\"",
                "dev.recur.incident.reported; /facts; []",
                "dev.recur.incident.reported; /facts/kind; \"outage\"",
                "dev.recur.incident.reported; /facts/severity; \"sev9\"",
                "dev.recur.incident.reported; /facts/occurredAt; 1763780400",
                "dev.recur.incident.reported; /facts/backfilled; \"yes\"",
                "dev.recur.incident.reported; /facts/tags; {\"user\": [\"x\"]}",
                "dev.recur.incident.reported; /facts/tags; {\"engineers\": [\"x\"]}",
                "dev.recur.incident.reported; /facts/tags; {\"after\": [\"release\"]}",
                "dev.recur.incident.reported; /facts/tags; {\"severity\": [\"sev1\"]}",
                "dev.recur.incident.reported; /facts/tags; {\"Big One\": [\"x\"]}",
                "dev.recur.incident.reported; /facts/tags; {\"component\": \"payments\"}",
                "dev.recur.incident.reported; /facts/measures; {\"downtimeMinutes\": -1}",
                "dev.recur.incident.reported; /facts/measures; {\"downtimeMinutes\": 1000000000000000000}",
                "dev.recur.incident.reported; /facts/measures; {\"1st\": 1}",
                "dev.recur.incident.reported; /facts/links; [{\"rel\": \"runbook\"}]",
                "dev.recur.incident.reported; /facts/links; [{\"rel\": \"x\", \"href\": \"ftp://wiki.example\"}]",
                "dev.recur.incident.reported; /facts/duplicateOf; \"INC-1\"",
                "dev.recur.marker.recorded; /type; \"Big Release\"",
                "dev.recur.marker.recorded; /tags; {\"user\": [\"x\"]}",
                "dev.recur.investigation.opened; /event; \"closed\"",
                "dev.recur.investigation.opened; /sequence; 0",
                "dev.recur.investigation.opened; /status; \"OPEN\"",
                "dev.recur.investigation.opened; /priority; \"P1\"",
                "dev.recur.investigation.opened; /observed; \"four\"",
                "dev.recur.investigation.opened; /rule/version; 1.5",
                "dev.recur.investigation.opened; /window/to; \"soon\"",
                "dev.recur.investigation.opened; /evidence/0/severity; \"sev9\"",
                "dev.recur.investigation.opened; /transitions/0/from; \"new\"",
                "dev.recur.api-key.issued; /sha256; \"abc\"",
                "dev.recur.api-key.issued; /roles; \"reader\"",
                "dev.recur.api-key.issued; /sources; [null]",
                "dev.recur.api-key.issued; /expiresAt; \"soon\"",
                "dev.recur.api-key.used; /keyId; \"x\"",
                "dev.recur.api-key.used; /service; \"\""
            })
    void what_a_codec_refuses_its_schema_refuses(String type, String pointer, String value) {
        var at = JsonPointer.compile(pointer);
        var payload = message(type).at("/examples/0/payload").deepCopy();
        ((ObjectNode) payload.at(at.head()))
                .set(at.last().getMatchingProperty(), Json.read(value.getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> throughCodec(type, payload)).isInstanceOf(RuntimeException.class);
        assertThat(problems(at(type) + "/payload", payload)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.recur.wire.topic.AsyncApi#types")
    void members_that_are_not_described_are_allowed(String type) {
        var payload = (ObjectNode) message(type).at("/examples/0/payload").deepCopy();
        payload.put("colour", "red");
        assertSameVerdict(type, "with another member", payload);
        assertThat(problems(at(type) + "/payload", payload)).isEmpty();
    }

    @Test
    void the_example_of_a_dead_letter_is_refused_for_the_reason_that_it_gives() {
        var example = message(DEAD_LETTER).at("/examples/0");
        assertThat(problems(at(DEAD_LETTER) + "/headers", example.path("headers")))
                .isEmpty();
        assertThatExceptionOfType(InvalidReport.class)
                .isThrownBy(() -> throughCodec(example.at("/headers/ce_type").asText(), example.path("payload")))
                .withMessage(example.at("/headers/recur_dead_reason").asText());
    }

    /** What the codec of a type makes of a value that it has read. */
    private static JsonNode throughCodec(String type, JsonNode payload) {
        var value = Json.write(payload);
        var report = ReportType.ofCloudEventType(type);
        return Json.read(
                report.isPresent()
                        ? ReportCodec.encode(ReportCodec.decode(report.get(), value))
                        : switch (type) {
                            case CloudEventTypes.MARKER_RECORDED -> MarkerCodec.encode(MarkerCodec.decode(value));
                            case CloudEventTypes.API_KEY_ISSUED -> KeyCodec.encode(KeyCodec.decodeKey(value));
                            case CloudEventTypes.API_KEY_USED -> KeyCodec.encode(KeyCodec.decodeUse(value));
                            default -> InvestigationEventCodec.encode(InvestigationEventCodec.decode(value));
                        });
    }

    private static void assertSameVerdict(String type, String what, JsonNode payload) {
        var problems = problems(at(type) + "/payload", payload);
        var isDecoded = true;
        try {
            throughCodec(type, payload);
        } catch (ReportCodec.InvalidReport
                | MarkerCodec.InvalidMarker
                | InvestigationEventCodec.InvalidEvent
                | KeyCodec.InvalidKey e) {
            isDecoded = false;
        }
        assertThat(problems.isEmpty()).as("%s: %s", what, problems).isEqualTo(isDecoded);
    }

    private static void collectMembers(JsonNode node, String at, List<JsonPointer> found) {
        node.propertyStream().forEach(member -> {
            var pointer = Problems.pointer(at, member.getKey());
            found.add(JsonPointer.compile(pointer));
            collectMembers(member.getValue(), pointer, found);
        });
        if (node instanceof ArrayNode items) {
            for (int i = 0; i < items.size(); i++) {
                collectMembers(items.get(i), Problems.pointer(at, i), found);
            }
        }
    }
}
