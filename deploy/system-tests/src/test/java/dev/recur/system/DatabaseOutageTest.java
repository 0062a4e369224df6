package dev.recur.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recur.infra.Postgres;
import dev.recur.local.RecurService;
import dev.recur.system.kit.Components;
import dev.recur.system.kit.Feed;
import dev.recur.system.kit.Ledger;
import dev.recur.system.kit.Progress;
import dev.recur.system.kit.Records;
import dev.recur.system.kit.Recur;
import dev.recur.wire.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL away while reports go on arriving: analysis-service waits, says so, and goes on by itself. On a whole of its
 * own, since the outage is one for all that use the database.
 */
class DatabaseOutageTest {

    private static final int PER_SECOND = 200;
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
    void a_database_that_stands_still_delays_reports_and_loses_none() {
        var postgres = recur.stack().postgres();
        survives("standing-still", 31, postgres, postgres::pause, postgres::resume);
    }

    @Test
    void a_database_that_was_killed_delays_reports_and_loses_none() {
        var postgres = recur.stack().postgres();
        survives("killed-database", 32, postgres, postgres::kill, postgres::restart);
    }

    private void survives(String name, int seed, Postgres postgres, Runnable begin, Runnable end) {
        var components = new Components(recur, name);
        var seconds = OUTAGE.plus(BEFORE_AND_AFTER).toSeconds();
        var reports = components.reports((int) seconds * PER_SECOND, new Random(seed));
        var dead = records.on(Topics.INCIDENT_REPORTS_DEAD).size();
        var analysis = recur.stack().analysis();
        var pid = analysis.pid();
        try (var progress = new Progress(recur)) {
            var before = progress.taken();
            var feed = CompletableFuture.runAsync(
                    () -> new Feed(new Ledger(recur), PER_SECOND).post(reports, () -> false));
            await("it is at work").atMost(PATIENCE).until(() -> progress.taken() > before);

            begin.run();
            try {
                await("not ready").atMost(PATIENCE).until(() -> !analysis.ready());
                await("live, and not ready, all the while")
                        .atMost(PATIENCE)
                        .during(OUTAGE)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> isLive(analysis) && !analysis.ready());
            } finally {
                end.run();
            }
            var returned = System.nanoTime();
            var taken = progress.taken();
            await("it goes on").atMost(PATIENCE).until(() -> progress.taken() > taken);
            var resumed = Duration.ofNanos(System.nanoTime() - returned);
            await("ready").atMost(PATIENCE).until(analysis::ready);
            feed.join();
            await("all is taken").atMost(PATIENCE).until(() -> progress.lag() == 0);

            System.out.printf(
                    "%s for %d s: went on %d ms after its return, %d reports%n",
                    name, OUTAGE.toSeconds(), resumed.toMillis(), reports.size());
            components.awaitWhatTheOracleSays(reports, PATIENCE);
            assertThat(records.on(Topics.INCIDENT_REPORTS_DEAD)).hasSize(dead);
            assertThat(analysis.pid()).as("it was never started again").isEqualTo(pid);
            assertThat(postgres.running()).isTrue();
            assertThat(resumed).isLessThanOrEqualTo(RESUMES_WITHIN);
        }
    }

    private boolean isLive(RecurService analysis) {
        try {
            return recur.http()
                            .get(analysis.managementUrl().resolve("/q/health/live"))
                            .status()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
