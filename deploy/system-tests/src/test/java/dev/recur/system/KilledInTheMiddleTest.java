package dev.recur.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recur.local.RecurService;
import dev.recur.system.kit.Http;
import dev.recur.system.kit.Ledger;
import dev.recur.system.kit.Ledger.Fault;
import dev.recur.system.kit.Oracle;
import dev.recur.system.kit.Recur;
import dev.recur.system.kit.ReportsTopic;
import dev.recur.system.kit.SharedRecur;
import dev.recur.system.kit.Sink;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each service killed with SIGKILL in the middle of 2,000 reports, and started again: nobody can tell the difference. */
@ExtendWith(SharedRecur.class)
class KilledInTheMiddleTest {

    private static final int REPORTS = 2000;
    private static final int COMPONENTS = 40;

    private final Recur recur;

    KilledInTheMiddleTest(Recur recur) {
        this.recur = recur;
    }

    @Test
    void analysis_killed_counts_and_opens_as_if_it_had_not_been() throws IOException {
        survives("kill-analysis", 11, recur.stack().analysis());
    }

    @Test
    void notification_killed_tells_everybody_once_under_one_id() throws IOException {
        survives("kill-notification", 12, recur.stack().notification());
    }

    @Test
    void ingest_killed_has_everything_it_acknowledged_on_the_topic() throws IOException {
        survives("kill-ingest", 13, recur.stack().ingest());
    }

    private void survives(String name, int seed, RecurService killed) throws IOException {
        var reports = reports(name, new Random(seed));
        var ledger = new Ledger(recur);
        try (var sink = new Sink()) {
            recur.subscribe(name, sink.uri(), "component=~\"" + name + "-.*\"");
            ledger.post(reports, new Fault(REPORTS / 3, () -> {
                killed.kill();
                killed.launch();
            }));
            killed.awaitReady();

            assertThat(ledger.acknowledged()).hasSize(REPORTS);
            assertThat(new ReportsTopic(recur).keys())
                    .containsAll(
                            ledger.incidentIds().stream().map(UUID::toString).toList());
            var oracle = new Oracle(recur.quarter(), ledger.acknowledged().values());
            await("counts").atMost(Recur.PATIENCE).until(() -> counts(name).equals(oracle.incidents()));
            var recount = recur.analysis("/api/v1/counts/recount");
            assertThat(recount.path("equal").asBoolean()).as(recount.toString()).isTrue();

            var expected = oracle.investigations(recur.quarter().of(recur.now()));
            assertThat(expected).isNotEmpty();
            await("investigations")
                    .atMost(Recur.PATIENCE)
                    .untilAsserted(() -> assertThat(investigations(name)).isEqualTo(expected));
            everybodyIsToldOnce(name, sink);
            System.out.println(name + " killed: " + REPORTS + " reports, " + expected.size() + " investigations, "
                    + sink.received().size() + " webhooks, " + ledger.refusals() + " batches sent again");
        }
    }

    /** At least once, and never the same thing under two ids. */
    private void everybodyIsToldOnce(String name, Sink sink) {
        await("deliveries").atMost(Recur.PATIENCE).untilAsserted(() -> {
            var deliveries = recur.deliveries(name);
            assertThat(deliveries)
                    .isNotEmpty()
                    .allSatisfy(delivery ->
                            assertThat(delivery.path("status").asText()).isEqualTo("delivered"));
            var opened = sink.received().stream()
                    .filter(told -> told.type().equals("investigation.opened"))
                    .map(Sink.Received::investigation)
                    .distinct()
                    .toList();
            assertThat(opened).hasSize(investigations(name).size());
        });
        var idsByEvent = sink.received().stream()
                .collect(Collectors.groupingBy(
                        told -> told.investigation() + " " + told.type() + " "
                                + told.json().path("data").path("observed"),
                        TreeMap::new,
                        Collectors.mapping(Sink.Received::id, Collectors.toSet())));
        assertThat(idsByEvent.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
        assertThat(sink.received().stream()
                        .filter(told -> told.type().equals("investigation.opened"))
                        .collect(Collectors.groupingBy(
                                Sink.Received::investigation,
                                Collectors.mapping(Sink.Received::id, Collectors.toSet())))
                        .values())
                .allSatisfy(ids -> assertThat(ids).hasSize(1));
    }

    /** Each of another incident, of one of the components, some time in this quarter. */
    private List<Map<String, Object>> reports(String name, Random random) {
        var now = recur.now();
        var quarterStart = recur.quarter().of(now).atTime(LocalTime.MIN).toInstant(ZoneOffset.UTC);
        var seconds = Duration.between(quarterStart, now).toSeconds();
        var reports = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < REPORTS; i++) {
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

    private Map<String, Long> counts(String name) {
        var counts = new TreeMap<String, Long>();
        recur.analysis("/api/v1/counts?groupBy=component&bucket=year&where=" + Http.escape("team=\"" + name + "\""))
                .path("rows")
                .forEach(row -> counts.merge(
                        row.path("group").path("component").asText(),
                        row.path("incidents").asLong(),
                        Long::sum));
        return counts;
    }

    private Map<String, Integer> investigations(String name) {
        return recur.investigations("component=~\"" + name + "-.*\"").stream()
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
