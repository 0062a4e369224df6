package dev.recur.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recur.infra.Postgres;
import dev.recur.local.RecurService;
import dev.recur.system.kit.Components;
import dev.recur.system.kit.Feed;
import dev.recur.system.kit.Ledger;
import dev.recur.system.kit.Openings;
import dev.recur.system.kit.Progress;
import dev.recur.system.kit.Records;
import dev.recur.system.kit.Recur;
import dev.recur.wire.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL away while reports and openings go on arriving: analysis-service and notification-service wait, say so, and
 * go on by themselves. On a whole of its own, since the outage is one for all that use the database.
 */
class DatabaseOutageTest {

    private static final int PER_SECOND = 200;
    private static final int OPENINGS_PER_SECOND = 10;
    private static final int SUBSCRIPTIONS = 2;
    private static final Duration OUTAGE =
            Boolean.getBoolean("recur.long") ? Duration.ofSeconds(120) : Duration.ofSeconds(15);
    private static final Duration BEFORE_AND_AFTER = Duration.ofSeconds(10);
    private static final Duration RESUMES_WITHIN = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Recur recur = Recur.start();
    private final Records records = new Records(recur);

    @AfterEach
    void stop() {
        recur.close();
    }

    @Test
    void a_database_that_stands_still_delays_reports_and_deliveries_and_loses_none() throws IOException {
        var postgres = recur.stack().postgres();
        survives("standing-still", 31, postgres, postgres::pause, postgres::resume);
    }

    @Test
    void a_database_that_was_killed_delays_reports_and_deliveries_and_loses_none() throws IOException {
        var postgres = recur.stack().postgres();
        survives("killed-database", 32, postgres, postgres::kill, postgres::restart);
    }

    private void survives(String name, int seed, Postgres postgres, Runnable begin, Runnable end) throws IOException {
        var components = new Components(recur, name);
        var seconds = OUTAGE.plus(BEFORE_AND_AFTER).toSeconds();
        var reports = components.reports((int) seconds * PER_SECOND, new Random(seed));
        var dead = records.on(Topics.INCIDENT_REPORTS_DEAD).size();
        var services = List.of(recur.stack().analysis(), recur.stack().notification());
        var pids = services.stream().map(RecurService::pid).toList();
        try (var progress = new Progress(recur);
                var openings = new Openings(recur, name + "-told", SUBSCRIPTIONS)) {
            var before = progress.taken();
            var feed = CompletableFuture.runAsync(
                    () -> new Feed(new Ledger(recur), PER_SECOND).post(reports, () -> false));
            var publishing = CompletableFuture.runAsync(() -> openings.publish(
                    (int) seconds * OPENINGS_PER_SECOND, Duration.ofSeconds(1).dividedBy(OPENINGS_PER_SECOND)));
            await("they are at work")
                    .atMost(PATIENCE)
                    .until(() ->
                            progress.taken() > before && !openings.received().isEmpty());

            begin.run();
            try {
                await("not ready")
                        .atMost(PATIENCE)
                        .until(() -> services.stream().noneMatch(RecurService::ready));
                await("live, and not ready, all the while")
                        .atMost(PATIENCE)
                        .during(OUTAGE)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> services.stream().allMatch(service -> isLive(service) && !service.ready()));
            } finally {
                end.run();
            }
            var returned = System.nanoTime();
            var taken = progress.taken();
            var told = openings.received().size();
            await("deliveries go on")
                    .atMost(PATIENCE)
                    .until(() -> openings.received().size() > told);
            var toldAgain = Duration.ofNanos(System.nanoTime() - returned);
            await("reports go on").atMost(PATIENCE).until(() -> progress.taken() > taken);
            var resumed = Duration.ofNanos(System.nanoTime() - returned);
            await("ready").atMost(PATIENCE).until(() -> services.stream().allMatch(RecurService::ready));
            feed.join();
            publishing.join();
            await("all is taken").atMost(PATIENCE).until(() -> progress.lag() == 0);

            System.out.printf(
                    "%s for %d s: deliveries went on %d ms after its return, reports %d ms, %d reports%n",
                    name, OUTAGE.toSeconds(), toldAgain.toMillis(), resumed.toMillis(), reports.size());
            openings.awaitAllTold(PATIENCE);
            System.out.printf("%d deliveries, %d told twice%n", openings.deliveries(), openings.repetitions());
            components.awaitWhatTheOracleSays(reports, PATIENCE);
            assertThat(records.on(Topics.INCIDENT_REPORTS_DEAD)).hasSize(dead);
            assertThat(openings.repetitions()).as("told twice").isLessThanOrEqualTo(openings.deliveries() / 50);
            assertThat(services.stream().map(RecurService::pid))
                    .as("they were never started again")
                    .containsExactlyElementsOf(pids);
            assertThat(postgres.running()).isTrue();
            assertThat(toldAgain).isLessThanOrEqualTo(RESUMES_WITHIN);
            assertThat(resumed).isLessThanOrEqualTo(RESUMES_WITHIN);
        }
    }

    private boolean isLive(RecurService service) {
        try {
            return recur.http()
                            .get(service.managementUrl().resolve("/q/health/live"))
                            .status()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
