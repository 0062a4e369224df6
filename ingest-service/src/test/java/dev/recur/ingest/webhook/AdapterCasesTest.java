package dev.recur.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recur.ingest.webhook.AdapterCases.Case;
import dev.recur.wire.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdapterCasesTest {

    static Stream<Case> cases() {
        return AdapterCases.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void an_adapter_makes_of_it_what_its_table_says(Case row) {
        var webhooks = new Webhooks();
        var reports = new ArrayList<Report>();
        var ignored = new ArrayList<String>();
        for (var post : row.posts()) {
            assertThat(webhooks.receive(row.adapter(), post, row.headers()))
                    .isInstanceOfSatisfying(WebhookOutcome.Taken.class, taken -> {
                        reports.addAll(taken.reports());
                        ignored.addAll(taken.ignored());
                    });
        }

        var expected = row.expected();
        if (expected.has("reports")) {
            tell(reports.stream().map(Told::by).toList(), expected.get("reports"));
            assertThat(ignored).isEmpty();
        }
        if (expected.has("incidents")) {
            tell(Told.incidents(reports), expected.get("incidents"));
        }
        if (expected.has("ignored")) {
            assertThat(reports).isEmpty();
            assertThat(ignored)
                    .singleElement()
                    .asString()
                    .contains(expected.get("ignored").asText());
        }
        expected.path("nowhere")
                .forEach(secret -> assertThat(reports + " " + ignored).doesNotContain(secret.asText()));
    }

    private static void tell(List<Told> told, JsonNode expected) {
        assertThat(told).hasSize(expected.size());
        for (int i = 0; i < told.size(); i++) {
            var one = told.get(i);
            expected.get(i).properties().forEach(member -> {
                var value = member.getValue();
                var text = value.isNull() ? null : value.asText();
                assertThat(one.of(member.getKey(), text))
                        .as(member.getKey() + " of " + one)
                        .isEqualTo("received".equals(text) ? Webhooks.NOW.toString() : text);
            });
        }
    }
}
