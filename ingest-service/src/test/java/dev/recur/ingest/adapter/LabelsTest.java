package dev.recur.ingest.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import dev.recur.wire.report.Severity;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LabelsTest {

    static Stream<Arguments> tags() {
        return Stream.of(
                row("a service is a component", "{'service': 'payments'}", Map.of("component", "payments")),
                row("so is an app", "{'app': 'payments'}", Map.of("component", "payments")),
                row("so is an application", "{'application': 'payments'}", Map.of("component", "payments")),
                row(
                        "the first of component, service, app, application counts",
                        "{'application': 'd', 'app': 'c', 'service': 'b', 'component': 'a'}",
                        Map.of("component", "a")),
                row("a blank one is not present", "{'component': ' ', 'service': 'b'}", Map.of("component", "b")),
                row("null is not present", "{'component': null, 'service': 'b'}", Map.of("component", "b")),
                row("an object is no value", "{'component': {'a': 1}, 'app': 'b'}", Map.of("component", "b")),
                row("a number is one", "{'component': 42}", Map.of("component", "42")),
                row("an owner is a team", "{'owner': 'checkout', 'squad': 'x'}", Map.of("team", "checkout")),
                row("so is a squad", "{'squad': 'x'}", Map.of("team", "x")),
                row("a stage is an environment", "{'stage': 'prod'}", Map.of("environment", "prod")),
                row("env before stage", "{'stage': 'prod', 'env': 'live'}", Map.of("environment", "live")),
                row(
                        "every dimension of the taxonomy has a label of its own name",
                        "{'cause': 'a', 'trigger': 'b', 'detection': 'c', 'response': 'd', 'impact': 'e'}",
                        Map.of("cause", "a", "trigger", "b", "detection", "c", "response", "d", "impact", "e")),
                row("other labels are no tags", "{'alertname': 'X', 'instance': 'h', 'assignee': 'p'}", Map.of()),
                row("values stay as typed", "{'service': 'System X'}", Map.of("component", "System X")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tags")
    void labels_become_tags(String sentence, ObjectNode labels, Map<String, String> expected) {
        assertThat(Labels.USUAL.tags(labels)).isEqualTo(expected);
    }

    static Stream<Arguments> severities() {
        return Stream.of(
                row("severity says it", "{'severity': 'critical'}", Optional.of(Severity.SEV1)),
                row("priority says it too", "{'priority': 'P3'}", Optional.of(Severity.SEV3)),
                row("severity first", "{'priority': 'P3', 'severity': 'error'}", Optional.of(Severity.SEV2)),
                row("unless its word is unknown", "{'severity': 'x', 'priority': 'P3'}", Optional.of(Severity.SEV3)),
                row("an unknown word is unknown", "{'severity': 'banana'}", Optional.of(Severity.UNKNOWN)),
                row("no word says nothing", "{'service': 'a'}", Optional.empty()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("severities")
    void labels_say_how_bad_it_is(String sentence, ObjectNode labels, Optional<Severity> expected) {
        assertThat(Labels.USUAL.severity(labels)).isEqualTo(expected);
    }

    private static Arguments row(String sentence, String labels, Object expected) {
        return Arguments.of(
                sentence,
                Json.read(labels.replace('\'', '"').getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                expected);
    }
}
