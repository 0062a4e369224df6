package dev.recur.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recur.ingest.webhook.signature.Posted;
import dev.recur.wire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every payload of a built-in sender that others have recorded, and what its report tells ({@code payloads.json}). */
class SenderPayloadsTest {

    /** By folder, where it has another name than the adapter. */
    private static final Map<String, String> ADAPTERS = Map.of("aws-sns-cloudwatch", "cloudwatch");

    /** What must not get into a report: addresses of people and of machines, keys. */
    private static final Pattern PERSONAL = Pattern.compile(
            "[\\w.+-]+@(?!webhook-)[\\w-]+\\.\\w+|\\b\\d{1,3}(\\.\\d{1,3}){3}\\b|unsubscribe|codertocat\"");

    static Stream<Arguments> spots() {
        return table().properties().stream()
                .flatMap(sender -> sender.getValue().properties().stream()
                        .map(file -> Arguments.of(sender.getKey(), file.getKey(), file.getValue())));
    }

    @ParameterizedTest(name = "{0}/{1}")
    @MethodSource("spots")
    void a_payload_tells(String sender, String file, JsonNode expected) {
        assumeThat(SharedPayloads.areThere(sender)).isTrue();
        var sent = SharedPayloads.of(sender).stream()
                .filter(each -> each.file().equals(file))
                .findFirst()
                .orElseThrow();
        var taken = taken(sent);

        if (expected.isTextual()) {
            assertThat(taken.reports()).isEmpty();
            assertThat(taken.ignored()).singleElement().asString().contains(expected.asText());
            return;
        }
        assertThat(taken.reports()).singleElement().satisfies(report -> {
            var told = Told.by(report.report());
            expected.properties().forEach(member -> {
                var value =
                        member.getValue().isNull() ? null : member.getValue().asText();
                assertThat(told.of(member.getKey(), value))
                        .as(member.getKey() + " of " + told)
                        .isEqualTo("received".equals(value) ? Webhooks.NOW.toString() : value);
            });
        });
    }

    @Test
    void every_payload_is_understood_and_tells_nothing_of_people() {
        var counts = new TreeMap<String, String>();
        table().fieldNames().forEachRemaining(sender -> {
            if (!SharedPayloads.areThere(sender)) {
                return;
            }
            var sent = SharedPayloads.of(sender);
            var listed = new ArrayList<String>();
            table().get(sender).fieldNames().forEachRemaining(listed::add);
            assertThat(sent).extracting(SharedPayloads.Sent::file).containsExactlyInAnyOrderElementsOf(listed);
            var reports = sent.stream()
                    .flatMap(each -> taken(each).reports().stream())
                    .map(DryRun.Explained::report)
                    .toList();
            assertThat(reports)
                    .allSatisfy(report -> assertThat(report.toString().replaceAll("https?://\\S+", ""))
                            .doesNotContainPattern(PERSONAL));
            counts.put(sender, sent.size() + " understood, " + reports.size() + " reports");
        });
        System.out.println("Payloads of built-in senders: " + counts);
    }

    /** What a dry run says, which takes an end for that of something known. */
    private static DryRun.Understood taken(SharedPayloads.Sent sent) {
        var adapter = ADAPTERS.getOrDefault(sent.sender(), sent.sender());
        return (DryRun.Understood) new Webhooks().dryRun.run(adapter, new Posted(sent.body(), sent.headers(), null));
    }

    @Test
    void every_cloud_event_of_the_conformance_tests_is_judged() {
        assumeThat(SharedPayloads.areThere("cloudevents")).isTrue();
        for (var container : SharedPayloads.of("cloudevents")) {
            for (var test : Json.read(container.body()).get("tests")) {
                var event = test.has("event") ? test.get("event") : test.get("batch");
                var outcome = new Webhooks().receive("cloudevents", Json.write(event), Map.of());

                assertThat(outcome).isInstanceOfSatisfying(WebhookOutcome.Taken.class, taken -> {
                    if (!container.file().contains("invalid")) {
                        assertThat(taken.reports()).hasSize(event.isArray() ? event.size() : 1);
                    }
                });
            }
        }
    }

    private static JsonNode table() {
        try (var stream = SenderPayloadsTest.class.getResourceAsStream("/payloads.json")) {
            if (stream == null) {
                throw new IllegalStateException("payloads.json is missing");
            }
            return Json.read(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
