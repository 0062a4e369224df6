package dev.recur.analysis.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerTest {

    private static final Duration NEVER = Duration.ofDays(1);

    private final Semaphore portions = new Semaphore(0);
    private final AtomicInteger worked = new AtomicInteger();
    private Worker worker = new Worker("unused", NEVER, () -> false);

    @AfterEach
    void stop() {
        worker.stop();
    }

    @Test
    void it_works_at_its_start_and_when_it_is_woken() throws InterruptedException {
        start(NEVER, () -> false);

        portions.acquire();
        assertThat(portions.tryAcquire()).isFalse();
        worker.wake();
        portions.acquire();
    }

    @Test
    void it_goes_on_while_more_is_waiting() throws InterruptedException {
        start(NEVER, () -> worked.get() < 5);

        portions.acquire(5);
        worker.stop();
        assertThat(worked).hasValue(5);
    }

    @Test
    void it_looks_every_so_often_without_being_woken() throws InterruptedException {
        start(Duration.ofMillis(1), () -> false);

        portions.acquire(5);
    }

    @Test
    void many_wake_ups_during_a_portion_are_one_portion_more() throws InterruptedException {
        var gate = new Semaphore(0);
        start(NEVER, () -> {
            gate.acquireUninterruptibly();
            return false;
        });

        portions.acquire();
        worker.wake();
        worker.wake();
        worker.wake();
        gate.release(10);
        portions.acquire();
        worker.stop();
        assertThat(worked).hasValue(2);
    }

    @Test
    void a_failure_does_not_end_it() throws InterruptedException {
        start(NEVER, () -> {
            if (worked.get() == 1) {
                throw new IllegalStateException("the database is away");
            }
            return false;
        });

        portions.acquire();
        worker.wake();
        assertThat(portions.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void nothing_is_begun_after_it_is_stopped() throws InterruptedException {
        start(NEVER, () -> false);
        portions.acquire();

        worker.stop();
        worker.wake();

        assertThat(worked).hasValue(1);
    }

    private void start(Duration interval, BooleanSupplier work) {
        worker = new Worker("worker", interval, () -> {
            worked.incrementAndGet();
            portions.release();
            return work.getAsBoolean();
        });
        worker.start();
    }
}
