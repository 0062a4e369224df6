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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Seven thousand security incidents come in, whatever the precision of their dates; the same id twice is one incident. */
@ExtendWith(SharedRecur.class)
class SecurityHistoryIsImportedTest {

    private static final Instant AS_OF = Instant.parse("2020-01-01T00:00:00Z");
    private static final String SOURCE = "&where=" + Http.escape("source=\"vcdb\"");

    private final Recur recur;

    SecurityHistoryIsImportedTest(Recur recur) {
        this.recur = recur;
    }

    @Test
    void a_security_history_is_counted_by_cause_and_year_as_its_file_is() throws IOException {
        var lines = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(SharedFolder.require("corpora/vcdb/incidents.jsonl"))) {
            lines.add(Http.JSON.readTree(line));
        }
        assertThat(lines).hasSize(7518);
        var reports = new ArrayList<Map<String, Object>>();
        lines.forEach(line -> reports.add(report(line, AS_OF.plusSeconds(reports.size()))));
        for (int from = 0; from < reports.size(); from += 500) {
            var answer = recur.post(reports.subList(from, Math.min(from + 500, reports.size())));
            assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        }

        // what the same id said last stands
        var standing = new LinkedHashMap<String, JsonNode>();
        lines.forEach(line -> standing.put(line.path("id").asText(), line));
        await().atMost(Recur.PATIENCE).untilAsserted(() -> assertThat(total()).isEqualTo(standing.size()));
        var expected = expectedCounts(standing.values());
        await().atMost(Recur.PATIENCE)
                .untilAsserted(() -> assertThat(counts(SOURCE)).as("counted").isEqualTo(expected));
        var stored = counts("");
        stored.keySet().retainAll(expected.keySet());
        assertThat(stored).as("stored counts").isEqualTo(expected);
        assertThat(recur.analysis("/api/v1/counts/recount").path("equal").asBoolean())
                .isTrue();
        System.out.println(standing.size() + " security incidents of " + lines.size() + " records: " + expected.size()
                + " counts of a cause in a year");
    }

    private long total() {
        var total = 0L;
        for (var row : recur.analysis("/api/v1/counts?bucket=year" + SOURCE).path("rows")) {
            total += row.path("incidents").asLong();
        }
        return total;
    }

    private static Map<String, Object> report(JsonNode line, Instant asOf) {
        return Map.of(
                "source",
                "vcdb",
                "externalId",
                line.path("id").asText(),
                "asOf",
                asOf.toString(),
                "kind",
                "security_incident",
                "occurredAt",
                firstMoment(line.path("occurredAt").asText()),
                "tags",
                Map.of(
                        "cause", texts(line.path("causes")),
                        "trigger", texts(line.path("triggers")),
                        "team", texts(line.path("teams"))),
                "backfilled",
                true);
    }

    /** A year, a month or a day. */
    private static String firstMoment(String date) {
        return date + "-01-01".substring(Math.min(6, date.length() - 4)) + "T00:00:00Z";
    }

    private static List<String> texts(JsonNode values) {
        var texts = new ArrayList<String>();
        values.forEach(value -> texts.add(value.asText()));
        return texts;
    }

    /** A count of the file: incidents by cause and year. */
    private static Map<String, Long> expectedCounts(Iterable<JsonNode> lines) {
        var counts = new TreeMap<String, Long>();
        for (var line : lines) {
            var year = line.path("occurredAt").asText().substring(0, 4);
            texts(line.path("causes")).stream()
                    .map(cause -> cause.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", "-"))
                    .distinct()
                    .forEach(cause -> counts.merge(cause + " " + year, 1L, Long::sum));
        }
        return counts;
    }

    /** By months, since the year of the running whole is a fiscal one. */
    private Map<String, Long> counts(String parameters) {
        var counts = new TreeMap<String, Long>();
        recur.analysis("/api/v1/counts?groupBy=cause&bucket=month&to=2019-01-01T00:00:00Z" + parameters)
                .path("rows")
                .forEach(row -> {
                    if (row.path("incidents").asLong() > 0) {
                        counts.merge(
                                row.path("group").path("cause").asText() + " "
                                        + row.path("bucket").asText().substring(0, 4),
                                row.path("incidents").asLong(),
                                Long::sum);
                    }
                });
        return counts;
    }
}
