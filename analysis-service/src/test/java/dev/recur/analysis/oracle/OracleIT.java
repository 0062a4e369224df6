package dev.recur.analysis.oracle;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.analysis.MovableClock;
import dev.recur.analysis.RealServers;
import dev.recur.analysis.Service;
import dev.recur.analysis.Topic;
import dev.recur.analysis.intake.IncidentAnalysis;
import dev.recur.analysis.intake.TracedReport;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.wire.report.Report;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The service against brute force. {@code -Drecur.oracle.seeds=1000} runs more seeds, {@code -Drecur.oracle.from=17} begins
 * at another one.
 */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class OracleIT {

    private static final Instant BEFORE_ALL = Instant.parse("2025-12-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-05-20T12:00:00Z");

    @Inject
    Topic topic;

    @Inject
    Service service;

    @Inject
    IncidentAnalysis analysis;

    @Inject
    Transactions transactions;

    @Inject
    MovableClock clock;

    /** So many seeds at a time, so that they cost one wait. */
    private static final int AT_ONCE = 25;

    static LongStream batches() {
        var seeds = Integer.getInteger("recur.oracle.seeds", 50);
        return LongStream.range(0, (seeds + AT_ONCE - 1) / AT_ONCE)
                .map(batch -> batch * AT_ONCE + Integer.getInteger("recur.oracle.from", 0));
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("batches")
    void what_stands_is_what_brute_force_says(long from) throws Exception {
        clock.setTo(BEFORE_ALL);
        var histories = LongStream.range(from, from + AT_ONCE)
                .mapToObj(seed -> ReportedHistory.of(seed, NOW))
                .toList();
        var ids = new ArrayList<String>();
        histories.forEach(history -> history.rules()
                .forEach(rule ->
                        ids.add(service.createRule(rule.definition()).get("id").textValue())));
        try {
            isWhatBruteForceSays(histories, new Random(from));
        } finally {
            // else those of a batch that failed are judged with every batch after it
            ids.forEach(service::deleteRule);
        }
    }

    private void isWhatBruteForceSays(List<ReportedHistory> histories, Random random) throws Exception {
        clock.setTo(NOW);
        var reports =
                histories.stream().flatMap(history -> history.copies().stream()).toList();
        var markers =
                histories.stream().flatMap(history -> history.sent().stream()).toList();
        topic.sendMarkers(markers.subList(0, markers.size() / 2));
        send(reports, random);
        topic.sendMarkers(markers);
        service.settle();

        var expected = new HashMap<OracleRule, Map<String, Set<String>>>();
        for (var history : histories) {
            assertIncidents(history.prefix(), history.standing());
            assertCounts(history.prefix(), history.standing());
            history.rules()
                    .forEach(rule -> expected.put(
                            rule, rule.investigations(history.standing(), history.markers(), BEFORE_ALL, NOW)));
        }
        assertInvestigations(expected);
        assertThat(service.get("/api/v1/counts/recount", Map.of()).get("equal").booleanValue())
                .isTrue();
        topic.send(reports.reversed());
        topic.sendMarkers(markers.reversed());
        service.settle();
        assertInvestigations(expected);
        assertThatShownIsCounted(expected.keySet());
    }

    /**
     * Whoever looks is shown what the judge left: evidence and the windows before are the same when they are counted again.
     * Only what was held back may be told meanwhile.
     */
    private void assertThatShownIsCounted(Collection<OracleRule> rules) {
        var shown = standing(rules);
        transactions.run(statements -> statements.run("delete from investigation_basis"));
        var counted = standing(rules);
        assertThat(counted.keySet()).isEqualTo(shown.keySet());
        shown.forEach((id, investigation) -> assertThat(counted.get(id)).isEqualTo(investigation));
        assertThat(shown.values())
                .anySatisfy(investigation -> assertThat(investigation.get("history"))
                        .anySatisfy(before ->
                                assertThat(before.get("observed").intValue()).isPositive()));
    }

    private Map<String, JsonNode> standing(Collection<OracleRule> rules) {
        return rules.stream()
                .flatMap(rule -> service.investigations(rule.name()).stream())
                .filter(investigation ->
                        !investigation.get("status").textValue().equals("withdrawn"))
                .collect(toMap(
                        investigation -> investigation.get("investigationId").textValue(),
                        investigation -> ((ObjectNode) investigation).without("updatedAt")));
    }

    private void assertInvestigations(Map<OracleRule, Map<String, Set<String>>> expected) {
        expected.forEach((rule, investigations) ->
                assertThat(investigations(rule)).as(rule.definition()).isEqualTo(investigations));
    }

    /** Over the topic, and through the door from two threads at the same time, in batches of any size. */
    private void send(List<Report> copies, Random random) throws Exception {
        var shuffled = new ArrayList<>(copies);
        Collections.shuffle(shuffled, random);
        var third = shuffled.size() / 3;
        try (var threads = Executors.newFixedThreadPool(2)) {
            var seed = random.nextLong();
            var one = threads.submit(() -> take(shuffled.subList(0, third), new Random(seed)));
            var other = threads.submit(() -> take(shuffled.subList(third, 2 * third), new Random(seed + 1)));
            topic.send(shuffled.subList(2 * third, shuffled.size()));
            assertThat(one.get()).isZero();
            assertThat(other.get()).isZero();
        }
    }

    private int take(List<Report> reports, Random random) throws InterruptedException {
        var refused = 0;
        for (int from = 0; from < reports.size(); ) {
            var to = Math.min(reports.size(), from + 1 + random.nextInt(30));
            refused += analysis.take(reports.subList(from, to).stream()
                            .map(TracedReport::untraced)
                            .toList())
                    .size();
            from = to;
        }
        return refused;
    }

    private void assertIncidents(String prefix, Collection<Report> standing) {
        var found = new TreeMap<String, String>();
        for (var incident : service.all("/api/v1/incidents", 7, Map.of("where", "source=\"" + prefix + "source\""))) {
            found.put(
                    incident.get("incidentId").textValue(),
                    text(
                            incident.get("kind").textValue(),
                            Instant.parse(incident.get("time").textValue()),
                            incident.get("retracted").booleanValue(),
                            incident.get("backfilled").booleanValue(),
                            incident.get("tags").toString(),
                            incident.get("reports").intValue()));
        }
        var expected = new TreeMap<String, String>();
        OracleIncident.all(standing)
                .forEach(incident -> expected.put(
                        incident.id().toString(),
                        text(
                                incident.kind(),
                                incident.time(),
                                incident.retracted(),
                                incident.backfilled(),
                                tags(incident),
                                incident.reports())));
        assertThat(found).isEqualTo(expected);
    }

    private static String text(
            String kind, Instant time, boolean retracted, boolean backfilled, String tags, int reports) {
        return kind + " " + time + " " + retracted + " " + backfilled + " " + tags + " " + reports;
    }

    private static String tags(OracleIncident incident) {
        return incident.tags().entrySet().stream()
                .map(tag -> "\"" + tag.getKey() + "\":[\"" + String.join("\",\"", tag.getValue()) + "\"]")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private void assertCounts(String prefix, Collection<Report> standing) {
        var incidents = OracleIncident.all(standing);
        for (var groupBy : List.of(List.of("component"), List.of("component", "cause"))) {
            for (var bucket : Map.of("month", 1, "quarter", 3).entrySet()) {
                var found = new TreeMap<String, String>();
                for (var row : service.get(
                                "/api/v1/counts",
                                Map.of("groupBy", String.join(",", groupBy), "bucket", bucket.getKey()))
                        .get("rows")) {
                    if (row.get("group").get("component").textValue().startsWith(prefix)) {
                        var sum = row.get("sums").path("m");
                        found.put(
                                row.get("bucket").textValue() + " " + group(row.get("group")),
                                OracleCounts.line(
                                        row.get("incidents").longValue(),
                                        row.get("nearMisses").longValue(),
                                        sum.isMissingNode() ? BigDecimal.ZERO : sum.decimalValue()));
                    }
                }
                assertThat(found)
                        .as(groupBy + bucket.getKey())
                        .isEqualTo(OracleCounts.of(incidents, groupBy, bucket.getValue()));
            }
        }
    }

    private Map<String, Set<String>> investigations(OracleRule rule) {
        var found = new TreeMap<String, Set<String>>();
        for (var investigation : service.investigations(rule.name())) {
            if (!investigation.get("status").textValue().equals("withdrawn")) {
                var evidence = new TreeSet<String>();
                investigation
                        .get("evidence")
                        .forEach(item -> evidence.add(item.get("incidentId").textValue()));
                found.put(
                        group(investigation.get("group")) + " @ "
                                + investigation.get("window").get("from").textValue() + "/"
                                + investigation
                                        .get("window")
                                        .get("to")
                                        .asText("")
                                        .replace("null", ""),
                        evidence);
            }
        }
        return found;
    }

    private static String group(JsonNode group) {
        return StreamSupport.stream(group.properties().spliterator(), false)
                .map(member -> member.getKey() + "=" + member.getValue().textValue())
                .sorted(Collections.reverseOrder())
                .collect(Collectors.joining(" "));
    }
}
