package dev.recur.wire.topic;

import static dev.recur.wire.topic.AsyncApi.DEAD_LETTER;
import static dev.recur.wire.topic.AsyncApi.DOCUMENT;
import static dev.recur.wire.topic.AsyncApi.SCHEMAS;
import static dev.recur.wire.topic.AsyncApi.inside;
import static dev.recur.wire.topic.AsyncApi.names;
import static dev.recur.wire.topic.AsyncApi.target;
import static dev.recur.wire.topic.AsyncApi.types;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecificationVersion;
import dev.recur.wire.investigation.EventName;
import dev.recur.wire.report.Facts;
import dev.recur.wire.report.ReportType;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What {@code asyncapi.yaml} names is what the code names. The form of AsyncAPI 3.0 is checked by hand: no artifact with its
 * JSON schema is to be had from the registry.
 */
class AsyncApiTest {

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

    private static void assertMembers(String at, String required, String optional) {
        var names = names(DOCUMENT.at(at));
        assertThat(names).as(at).contains(required.split(" "));
        assertThat((required + " " + optional).split(" ")).as(at).containsAll(names);
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
}
