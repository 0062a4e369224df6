package dev.recur.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recur.system.kit.Http;
import dev.recur.system.kit.Recur;
import dev.recur.system.kit.SharedFolder;
import dev.recur.system.kit.SharedRecur;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A real history of four years comes in as it is, is counted, and pages nobody. */
@ExtendWith(SharedRecur.class)
class HistoryIsImportedTest {

    private static final Map<String, String> SEVERITIES =
            Map.of("critical", "sev1", "major", "sev2", "minor", "sev3", "none", "sev5", "maintenance", "unknown");

    private final Recur recur;

    HistoryIsImportedTest(Recur recur) {
        this.recur = recur;
    }

    @Test
    void a_status_page_history_is_counted_by_component_and_quarter_and_opens_nothing() throws IOException {
        var lines = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(SharedFolder.require("corpora/github-status/incidents.jsonl"))) {
            lines.add(Http.JSON.readTree(line));
        }
        var reports = lines.stream().map(HistoryIsImportedTest::report).toList();
        for (int from = 0; from < reports.size(); from += 100) {
            var answer = recur.post(reports.subList(from, Math.min(from + 100, reports.size())));
            assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        }

        var expected = expectedCounts(lines);
        await().atMost(Recur.PATIENCE).untilAsserted(() -> {
            var incidents = recur.incidents("source=\"github-status\"");
            assertThat(incidents).hasSize(819);
        });
        var ofSource = counts("&where=" + Http.escape("source=\"github-status\""));
        assertThat(ofSource).as("counted from the incidents").isEqualTo(expected);
        var stored = counts("");
        stored.keySet().retainAll(expected.keySet());
        assertThat(stored).as("stored counts").isEqualTo(expected);
        assertThat(recur.analysis("/api/v1/counts/recount").path("equal").asBoolean())
                .isTrue();
        assertThat(recur.investigations(""))
                .noneSatisfy(investigation -> assertThat(expected.keySet())
                        .anyMatch(key -> key.startsWith(
                                investigation.path("group").path("component").asText() + " ")));
        System.out.println(
                "819 incidents of a status page: " + expected.size() + " counts of a component in a quarter");
    }

    private static Map<String, Object> report(JsonNode line) {
        var maintenance = line.path("severity").asText().equals("maintenance");
        var report = new HashMap<String, Object>();
        report.put("source", "github-status");
        report.put("externalId", line.path("id").asText());
        report.put("kind", maintenance ? "planned_maintenance" : "incident");
        report.put("title", line.path("title").asText());
        report.put("summary", line.path("summary").asText(null));
        report.put("severity", SEVERITIES.getOrDefault(line.path("severity").asText(), "unknown"));
        report.put("occurredAt", line.path("occurredAt").asText());
        report.put("resolvedAt", line.path("resolvedAt").asText(null));
        var components = new ArrayList<String>();
        line.path("components").forEach(component -> components.add(component.asText()));
        report.put("tags", Map.of("component", components));
        report.put(
                "links",
                List.of(Map.of("rel", "status", "href", line.path("url").asText())));
        report.put("backfilled", true);
        return report;
    }

    /** A count of the file: incidents by component and first day of the quarter. */
    private Map<String, Long> expectedCounts(List<JsonNode> lines) {
        var counts = new TreeMap<String, Long>();
        for (var line : lines) {
            if (!line.path("severity").asText().equals("maintenance")) {
                var quarter =
                        recur.quarter().of(Instant.parse(line.path("occurredAt").asText()));
                var components = new ArrayList<String>();
                line.path("components")
                        .forEach(component -> components.add(component
                                .asText()
                                .strip()
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("\\s+", "-")));
                components.stream()
                        .distinct()
                        .forEach(component -> counts.merge(component + " " + quarter, 1L, Long::sum));
            }
        }
        return counts;
    }

    private Map<String, Long> counts(String parameters) {
        var counts = new TreeMap<String, Long>();
        recur.analysis("/api/v1/counts?groupBy=component&bucket=quarter" + parameters)
                .path("rows")
                .forEach(row -> {
                    if (row.path("incidents").asLong() > 0) {
                        counts.put(
                                row.path("group").path("component").asText() + " "
                                        + row.path("from").asText().substring(0, 10),
                                row.path("incidents").asLong());
                    }
                });
        return counts;
    }
}
