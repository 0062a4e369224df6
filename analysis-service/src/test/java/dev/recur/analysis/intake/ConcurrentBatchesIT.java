package dev.recur.analysis.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.RealServers;
import dev.recur.analysis.Reports;
import dev.recur.analysis.Service;
import dev.recur.analysis.intake.postgres.BatchTransaction;
import dev.recur.wire.report.Report;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ConcurrentBatchesIT {

    private static final Instant NOW = Instant.parse("2026-07-18T12:00:00Z");
    private static final int THREADS = 4;
    private static final int ROUNDS = 12;
    private static final int INCIDENTS = 40;
    private static final int OWN = 70;

    @Inject
    BatchTransaction transaction;

    @Inject
    Service service;

    @Inject
    MeterRegistry metrics;

    /** Each thread reports another thing about every incident, all of them new in each round, in its own order. */
    @Test
    void batches_that_write_the_same_incidents_at_the_same_time_give_what_one_would() throws Exception {
        var before = writtenMeanwhile();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (int round = 0; round < ROUNDS; round++) {
                var barrier = new CyclicBarrier(THREADS);
                var work = new ArrayList<Callable<Integer>>();
                for (int thread = 0; thread < THREADS; thread++) {
                    var batch = batch(round, thread).stream()
                            .map(TracedReport::untraced)
                            .toList();
                    work.add(() -> {
                        barrier.await();
                        return transaction.take(batch);
                    });
                }
                var thread = 0;
                for (var done : threads.invokeAll(work)) {
                    assertThat(done.get()).isEqualTo(INCIDENTS + OWN * thread++);
                }
            }
        }

        assertThat(writtenMeanwhile()).as("batches that had to begin anew").isGreaterThan(before);
        var row = service.get("/api/v1/counts", Map.of("groupBy", "component", "bucket", "month"))
                .get("rows");
        for (int thread = 0; thread < THREADS; thread++) {
            var component = "thread-" + thread;
            var counted = new ArrayList<Integer>();
            row.forEach(line -> {
                if (line.get("group").get("component").textValue().equals("all-" + component)) {
                    counted.add(line.get("incidents").intValue());
                }
            });
            // the last report of each incident replaces the dimension
            assertThat(counted).isEqualTo(thread == THREADS - 1 ? List.of(ROUNDS * INCIDENTS) : List.of());
        }
        assertThat(service.get("/api/v1/counts/recount", Map.of()).get("equal").booleanValue())
                .isTrue();
    }

    private static List<Report> batch(int round, int thread) {
        var reports = new ArrayList<Report>();
        for (int i = 0; i < INCIDENTS; i++) {
            reports.add(Reports.of(
                    "concurrent-" + round + "-" + i,
                    NOW.plusSeconds(thread),
                    "{'title':'t','tags':{'component':['all-thread-" + thread + "']},'measures':{'m" + thread
                            + "':1}}"));
        }
        // Batches of other sizes, or all of them would come out of hash tables in one order.
        for (int i = 0; i < OWN * thread; i++) {
            reports.add(Reports.of("own-" + round + "-" + thread + "-" + i, NOW, "{'title':'t'}"));
        }
        Collections.shuffle(reports, new Random(round * 31L + thread));
        return reports;
    }

    private double writtenMeanwhile() {
        return metrics.counter("recur.analysis.batches.written.meanwhile").count();
    }
}
