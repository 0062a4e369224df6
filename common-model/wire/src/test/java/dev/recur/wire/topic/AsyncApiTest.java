package dev.recur.wire.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.recur.wire.investigation.EventName;
import dev.recur.wire.investigation.InvestigationEventCodec;
import dev.recur.wire.json.GoldenFile;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.Problems;
import dev.recur.wire.key.KeyCodec;
import dev.recur.wire.marker.MarkerCodec;
import dev.recur.wire.report.Facts;
import dev.recur.wire.report.ReportCodec;
import dev.recur.wire.report.ReportCodec.InvalidReport;
import dev.recur.wire.report.ReportType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code asyncapi.yaml} says is what the codecs do. The form of AsyncAPI 3.0 is checked by hand: no artifact with its
 * JSON schema is to be had from the registry.
 */
class AsyncApiTest {

    private static final ObjectNode DOCUMENT = document();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
    private static final String DEAD_LETTER = "deadLetter";

    // (a) the form

    @Test
    void it_has_the_form_of_AsyncAPI_3_0() {
        assertThat(DOCUMENT.path("asyncapi").asText()).isEqualTo("3.0.0");
        assertMembers("", "asyncapi info channels operations components", "defaultContentType");
        assertMembers("/info", "title version", "description license");
        assertMembers("/info/license", "name", "url");
        assertMembers("/components", "messages schemas", "");
        for (var at : inside("/channels")) {
            assertMembers(at, "address messages bindings", "title description");
            assertMembers(at + "/bindings", "kafka", "");
            assertMembers(at + "/bindings/kafka", "partitions topicConfiguration bindingVersion", "");
        }
        for (var at : inside("/operations")) {
            assertMembers(at, "action channel messages description", "bindings");
            if (DOCUMENT.at(at).has("bindings")) {
                assertMembers(at + "/bindings", "kafka", "");
                assertMembers(at + "/bindings/kafka", "groupId bindingVersion", "");
            }
            assertThat(DOCUMENT.at(at + "/action").asText()).isIn("send", "receive");
        }
        for (var at : inside("/components/messages")) {
            assertMembers(at, "name title headers payload bindings examples", "description");
            assertMembers(at + "/bindings", "kafka", "");
            assertMembers(at + "/bindings/kafka", "key bindingVersion", "");
            assertThat(DOCUMENT.at(at + "/examples")).hasSize(1);
            assertMembers(at + "/examples/0", "name headers payload", "summary");
        }
    }

    @Test
    void every_reference_leads_somewhere_and_stands_alone() {
        var references = DOCUMENT.findParents("$ref");
        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            // draft 7 ignores what stands beside it
            assertThat(reference).hasSize(1);
            assertThat(target(reference).isMissingNode()).as("%s", reference).isFalse();
        });
    }

    @Test
    void every_channel_is_sent_to_and_received_from_with_all_of_its_messages() {
        for (var channel : inside("/channels")) {
            var messages = names(DOCUMENT.at(channel + "/messages")).stream()
                    .map(name -> "#" + channel + "/messages/" + name)
                    .collect(Collectors.toSet());
            for (var action : List.of("send", "receive")) {
                var ofOperations = DOCUMENT.path("operations")
                        .valueStream()
                        .filter(operation -> operation.path("action").asText().equals(action))
                        .filter(operation ->
                                operation.at("/channel/$ref").asText().equals("#" + channel))
                        .flatMap(operation -> operation.path("messages").valueStream())
                        .map(message -> message.path("$ref").asText());
                assertThat(ofOperations).as(action).containsExactlyInAnyOrderElementsOf(messages);
            }
        }
        assertThat(DOCUMENT.path("operations")
                        .valueStream()
                        .flatMap(operation -> operation.path("messages").valueStream())
                        .map(message -> target(target(message)).path("name").asText()))
                .as("no message is left over")
                .containsAll(DOCUMENT.at("/components/messages")
                        .valueStream()
                        .map(message -> message.path("name").asText())
                        .toList());
    }

    @Test
    void every_schema_is_one_of_draft_7() {
        var draft7 = SCHEMAS.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_7.getDialectId()));
        var schemas = Stream.concat(
                inside("/components/schemas").stream(),
                inside("/components/messages").stream()
                        .flatMap(at -> Stream.of(at + "/headers", at + "/payload", at + "/bindings/kafka/key")));
        assertThat(schemas)
                .allSatisfy(at ->
                        assertThat(draft7.validate(DOCUMENT.at(at))).as(at).isEmpty());
    }

    // (b) the names

    @Test
    void its_topics_are_ours_and_kept_as_long() {
        var described = DOCUMENT.path("channels")
                .valueStream()
                .map(channel -> {
                    var kafka = channel.at("/bindings/kafka/topicConfiguration");
                    var isCompacted = kafka.at("/cleanup.policy/0").asText().equals("compact");
                    assertThat(channel.at("/bindings/kafka/partitions").asInt()).isEqualTo(isCompacted ? 1 : 12);
                    assertThat(kafka.has("retention.ms")).isEqualTo(!isCompacted);
                    var retention = kafka.path("retention.ms").asLong(-1);
                    return new Topics.Topic(
                            channel.path("address").asText(),
                            retention < 0 ? null : Duration.ofMillis(retention),
                            isCompacted);
                })
                .toList();
        assertThat(described).containsExactlyElementsOf(Topics.ALL);
    }

    @Test
    void its_types_are_ours_each_on_its_topic() {
        var expected = new TreeMap<String, Set<String>>();
        Topics.ALL.forEach(topic -> expected.put(topic.name(), new TreeSet<>(Set.of(DEAD_LETTER))));
        expected.put(
                Topics.INCIDENT_REPORTS,
                Stream.of(ReportType.values()).map(ReportType::cloudEventType).collect(Collectors.toSet()));
        expected.put(Topics.MARKERS, Set.of(CloudEventTypes.MARKER_RECORDED));
        expected.put(
                Topics.INVESTIGATION_EVENTS,
                Stream.of(EventName.values()).map(EventName::cloudEventType).collect(Collectors.toSet()));
        expected.put(Topics.API_KEYS, Set.of(CloudEventTypes.API_KEY_ISSUED, CloudEventTypes.API_KEY_USED));
        var described = DOCUMENT.path("channels")
                .valueStream()
                .collect(Collectors.toMap(
                        channel -> channel.path("address").asText(),
                        channel -> channel.path("messages")
                                .valueStream()
                                .map(message -> target(message).path("name").asText())
                                .collect(Collectors.toSet())));
        assertThat(described).isEqualTo(expected);
        assertThat(types())
                .containsAll(constants(CloudEventTypes.class).stream()
                        .filter(type -> !type.equals(CloudEventTypes.INVESTIGATION_PREFIX))
                        .toList());
    }

    @Test
    void its_headers_are_ours() {
        var described = DOCUMENT.at("/components/schemas")
                .propertyStream()
                .filter(schema -> schema.getKey().endsWith("Headers"))
                .flatMap(schema -> schema.getValue().findValues("properties").stream())
                .flatMap(properties -> names(properties).stream())
                .collect(Collectors.toSet());
        assertThat(described).isEqualTo(Set.copyOf(constants(Headers.class)));
    }

    @Test
    void its_facts_are_ours() {
        assertThat(names(DOCUMENT.at("/components/schemas/facts/properties"))).isEqualTo(Facts.NAMES);
    }

    // (c) the values

    static List<String> types() {
        return DOCUMENT.at("/components/messages")
                .valueStream()
                .map(message -> message.path("name").asText())
                .filter(name -> !name.equals(DEAD_LETTER))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("types")
    void the_example_is_as_its_message_says_and_is_decoded(String type) {
        var example = message(type).at("/examples/0");
        assertThat(example.at("/headers/ce_type").asText()).isEqualTo(type);
        assertThat(problems(at(type) + "/headers", example.path("headers"))).isEmpty();
        assertThat(problems(at(type) + "/payload", example.path("payload"))).isEmpty();
        assertThat(closedProblems(at(type) + "/payload", throughCodec(type, example.path("payload"))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
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
    @MethodSource("types")
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
    @MethodSource("types")
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

    private static List<String> problems(String schema, JsonNode value) {
        return problems(DOCUMENT, schema, value);
    }

    /** As {@link #problems(String, JsonNode)}, where a member that is not described is a problem too. */
    private static List<String> closedProblems(String schema, JsonNode value) {
        var closed = DOCUMENT.deepCopy();
        close(closed.at("/components/schemas"));
        return problems(closed, schema, value);
    }

    private static void close(JsonNode schema) {
        schema.valueStream().forEach(AsyncApiTest::close);
        if (schema instanceof ObjectNode object && object.path("properties").isObject()) {
            object.put("additionalProperties", false);
        }
    }

    private static List<String> problems(ObjectNode document, String schema, JsonNode value) {
        var root = Json.object();
        root.putArray("allOf").addObject().put("$ref", "#" + schema);
        root.set("components", document.path("components"));
        return SCHEMAS
                .getSchema(root)
                .validate(value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
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

    private static void assertMembers(String at, String required, String optional) {
        var names = names(DOCUMENT.at(at));
        assertThat(names).as(at).contains(required.split(" "));
        assertThat((required + " " + optional).split(" ")).as(at).containsAll(names);
    }

    private static JsonNode target(JsonNode reference) {
        var text = reference.path("$ref").asText();
        assertThat(text).startsWith("#/");
        return DOCUMENT.at(text.substring(1));
    }

    private static List<String> inside(String at) {
        var names = names(DOCUMENT.at(at));
        assertThat(names).as(at).isNotEmpty();
        return names.stream().map(name -> Problems.pointer(at, name)).toList();
    }

    private static List<String> names(JsonNode object) {
        return object.propertyStream().map(Map.Entry::getKey).toList();
    }

    private static JsonNode message(String name) {
        return DOCUMENT.at(at(name));
    }

    private static String at(String name) {
        return inside("/components/messages").stream()
                .filter(at -> DOCUMENT.at(at + "/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> constants(Class<?> type) {
        return Stream.of(type.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(field -> {
                    try {
                        return (String) field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private static ObjectNode document() {
        var yaml = YAMLMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        try {
            return (ObjectNode) yaml.readTree(Path.of("../asyncapi.yaml").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
