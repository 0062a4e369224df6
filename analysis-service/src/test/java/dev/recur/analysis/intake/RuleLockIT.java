package dev.recur.analysis.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recur.analysis.RealServers;
import dev.recur.analysis.Reports;
import dev.recur.analysis.Service;
import dev.recur.analysis.intake.postgres.BatchTransaction;
import dev.recur.analysis.postgres.Locks;
import dev.recur.analysis.postgres.Transactions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A rule that is made while a batch is in flight sees the batch, or the batch sees the rule. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class RuleLockIT {

    @Inject
    Transactions transactions;

    @Inject
    BatchTransaction batch;

    @Inject
    Service service;

    @Test
    void a_rule_waits_for_the_batches_in_flight() throws Exception {
        whileAnotherHolds(
                "select pg_advisory_xact_lock_shared(7275, 1)",
                () -> service.createRule(
                        "{'name':'waits','window':'week','condition':{'type':'count','atLeast':9999}}"));
    }

    @Test
    void a_batch_waits_for_the_rule_that_is_being_made() throws Exception {
        whileAnotherHolds(
                Locks.RULES_EXCLUSIVELY,
                () -> batch.take(List.of(TracedReport.untraced(Reports.of("waits", Reports.NOON, "{'title':'t'}")))));
    }

    /** Each on a thread of its own: on one they would wait for each other whatever they lock. */
    private void whileAnotherHolds(String lock, Runnable work) throws Exception {
        var held = new CountDownLatch(1);
        var letGo = new CountDownLatch(1);
        try (var threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var holder = threads.submit(() -> transactions.run(statements -> {
                statements.run(lock);
                held.countDown();
                return isReleased(letGo);
            }));
            held.await();
            var waiting = threads.submit(work);
            try {
                await().during(Duration.ofSeconds(2)).atMost(Service.PATIENCE).until(() -> !waiting.isDone());
            } finally {
                letGo.countDown();
            }
            assertThat(holder.get()).isTrue();
            waiting.get();
        }
    }

    private static boolean isReleased(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
