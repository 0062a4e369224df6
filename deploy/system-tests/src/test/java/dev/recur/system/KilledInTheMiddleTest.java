package dev.recur.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recur.local.ServiceName;
import dev.recur.system.kit.Components;
import dev.recur.system.kit.Ledger;
import dev.recur.system.kit.Ledger.Fault;
import dev.recur.system.kit.Recur;
import dev.recur.system.kit.ReportsTopic;
import dev.recur.system.kit.SharedRecur;
import dev.recur.system.kit.Sink;
import java.io.IOException;
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

    private final Recur recur;

    KilledInTheMiddleTest(Recur recur) {
        this.recur = recur;
    }

    @Test
    void analysis_killed_counts_and_opens_as_if_it_had_not_been() throws IOException {
        survives("kill-analysis", 11, ServiceName.ANALYSIS);
    }

    @Test
    void notification_killed_tells_everybody_once_under_one_id() throws IOException {
        survives("kill-notification", 12, ServiceName.NOTIFICATION);
    }

    @Test
    void ingest_killed_has_everything_it_acknowledged_on_the_topic() throws IOException {
        survives("kill-ingest", 13, ServiceName.INGEST);
    }

    private void survives(String name, int seed, ServiceName killed) throws IOException {
        var components = new Components(recur, name);
        var reports = components.reports(REPORTS, new Random(seed));
        var ledger = new Ledger(recur);
        try (var sink = new Sink()) {
            recur.subscribe(name, sink.uri(), components.where());
            ledger.post(reports, new Fault(REPORTS / 3, () -> recur.killAndLaunch(killed)));
            recur.awaitReady(killed);

            assertThat(ledger.acknowledged()).hasSize(REPORTS);
            assertThat(new ReportsTopic(recur).keys())
                    .containsAll(
                            ledger.incidentIds().stream().map(UUID::toString).toList());
            var expected =
                    components.awaitWhatTheOracleSays(ledger.acknowledged().values(), Recur.PATIENCE);
            everybodyIsToldOnce(name, expected, sink);
            System.out.println(name + " killed: " + REPORTS + " reports, " + expected + " investigations, "
                    + sink.received().size() + " webhooks, " + ledger.refusals() + " batches sent again");
        }
    }

    /** At least once, and never the same thing under two ids. */
    private void everybodyIsToldOnce(String name, int expected, Sink sink) {
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
            assertThat(opened).hasSize(expected);
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
}
