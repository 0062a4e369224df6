package dev.recur.system.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Components of one test: random reports about them, and what Recur makes of those. */
public final class Components {

    private static final int COMPONENTS = 40;

    private final Recur recur;
    private final String name;

    public Components(Recur recur, String name) {
        this.recur = recur;
        this.name = name;
    }

    /** Each of another incident, of one of the components, some time in this quarter. */
    public List<Map<String, Object>> reports(int number, Random random) {
        var now = recur.now();
        var quarterStart = recur.quarter().of(now).atTime(LocalTime.MIN).toInstant(ZoneOffset.UTC);
        var seconds = Duration.between(quarterStart, now).toSeconds();
        var reports = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < number; i++) {
            // a few components have so few incidents that they open nothing
            var component = name + "-" + (int) Math.sqrt(random.nextInt(COMPONENTS * COMPONENTS));
            reports.add(Map.of(
                    "source",
                    name,
                    "externalId",
                    name + "-" + i,
                    "title",
                    "Something failed",
                    "occurredAt",
                    quarterStart.plusSeconds(random.nextLong(seconds)).toString(),
                    "tags",
                    Map.of("component", List.of(component), "team", List.of(name))));
        }
        return reports;
    }

    /** True if a group is one of them. */
    public boolean has(Map<String, String> group) {
        return group.getOrDefault("component", "").startsWith(name + "-");
    }

    /** Matches their groups. */
    public String where() {
        return "component=~\"" + name + "-.*\"";
    }

    /**
     * Waits until counts and investigations are what brute force says, and the stored counts what a recount says.
     *
     * @return how many investigations there must be
     */
    public int awaitWhatTheOracleSays(Collection<Map<String, Object>> reports, Duration patience) {
        var oracle = new Oracle(recur.quarter(), reports);
        await("counts").atMost(patience).until(() -> counts().equals(oracle.incidents()));
        var recount = recur.analysis("/api/v1/counts/recount");
        assertThat(recount.path("equal").asBoolean()).as(recount.toString()).isTrue();
        var expected = oracle.investigations(recur.quarter().of(recur.now()));
        assertThat(expected).isNotEmpty();
        await("investigations")
                .atMost(patience)
                .untilAsserted(() -> assertThat(investigations()).isEqualTo(expected));
        return expected.size();
    }

    /** Incidents by component. */
    public Map<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        recur.analysis("/api/v1/counts?groupBy=component&bucket=year&where=" + Http.escape("team=\"" + name + "\""))
                .path("rows")
                .forEach(row -> counts.merge(
                        row.path("group").path("component").asText(),
                        row.path("incidents").asLong(),
                        Long::sum));
        return counts;
    }

    /**
     * Occurrences by component that has an investigation that stands: what came between occurrences made one of them, and
     * withdrew what they had opened.
     */
    public Map<String, Integer> investigations() {
        return recur.investigations(where()).stream()
                .filter(investigation -> !investigation.path("status").asText().equals("withdrawn"))
                .collect(Collectors.toMap(
                        investigation ->
                                investigation.path("group").path("component").asText(),
                        (JsonNode investigation) ->
                                investigation.path("observed").asInt(),
                        (one, other) -> {
                            throw new AssertionError("two investigations of one component in a quarter");
                        },
                        TreeMap::new));
    }
}
