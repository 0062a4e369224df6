package dev.recur.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.ingest.webhook.AdapterCases.Case;
import dev.recur.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a sender puts in the place of something else, it is taken or ignored, never refused. */
class OddPayloadsTest {

    private static final int SEED = 20261124;
    private static final int MUTATIONS = Boolean.getBoolean("recur.long") ? 2_000 : 25;
    private static final List<JsonNode> ODDITIES = Stream.of(
                    "null",
                    "''",
                    "' '",
                    "'x'",
                    "'$SEVERITY'",
                    "'{{ .Title }}'",
                    "'0001-01-01T00:00:00Z'",
                    "'banana'",
                    "0",
                    "-1",
                    "9007199254740993",
                    "123456789012345678901234567890",
                    "1.5e300",
                    "true",
                    "false",
                    "[]",
                    "{}",
                    "[[]]",
                    "['a','b']",
                    "[{'x':1}]",
                    "{'':'x'}",
                    "{'a':{'b':['c']}}",
                    "'a\\u0000b'",
                    "'2026-13-45'")
            .map(text -> Json.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))
            .toList();

    static Stream<Case> cases() {
        return AdapterCases.all();
    }

    @ParameterizedTest(name = "{0}, mutated")
    @MethodSource("cases")
    void a_mutated_payload_is_never_refused(Case row) {
        var random = new Random(SEED);
        var webhooks = new Webhooks();
        for (var post : row.posts()) {
            for (int i = 0; i < MUTATIONS; i++) {
                var body = Json.read(post);
                for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                    mutate(body, random);
                }
                assertThat(webhooks.receive(row.adapter(), Json.write(body), row.headers()))
                        .as(body.toString())
                        .isInstanceOf(WebhookOutcome.Taken.class);
            }
        }
    }

    private static void mutate(JsonNode body, Random random) {
        var containers = new ArrayList<ContainerNode<?>>();
        collect(body, containers);
        if (containers.isEmpty()) {
            return;
        }
        var oddity = ODDITIES.get(random.nextInt(ODDITIES.size()));
        switch (containers.get(random.nextInt(containers.size()))) {
            case ObjectNode object -> {
                var names = new ArrayList<String>();
                object.fieldNames().forEachRemaining(names::add);
                var name = names.get(random.nextInt(names.size()));
                if (random.nextInt(5) == 0) {
                    object.remove(name);
                } else {
                    object.set(name, oddity.deepCopy());
                }
            }
            case ArrayNode array -> array.set(random.nextInt(array.size()), oddity.deepCopy());
            default -> throw new IllegalStateException("JSON has no other containers");
        }
    }

    private static void collect(JsonNode node, List<ContainerNode<?>> containers) {
        if (node instanceof ContainerNode<?> container && !container.isEmpty()) {
            containers.add(container);
            container.forEach(child -> collect(child, containers));
        }
    }
}
