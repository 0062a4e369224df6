package dev.recur.analysis.postgres;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * A thread that works off what is stored: when it is woken, and otherwise every so often, since somebody else may have
 * stored it. Failures are logged and tried again; nothing but {@link #stop} ends it.
 */
public final class Worker {

    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread thread;
    private final Duration interval;
    private final BooleanSupplier work;
    private volatile boolean stopped;

    /**
     * A worker, not yet started.
     *
     * @param work does a portion; true when more is waiting
     */
    public Worker(String name, Duration interval, BooleanSupplier work) {
        this.interval = interval;
        this.work = work;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::loop);
    }

    public void start() {
        thread.start();
    }

    /** Something new is stored. */
    public void wake() {
        wakeUps.release();
    }

    /** Lets the portion that it works on end, for a few seconds at most. */
    public void stop() {
        stopped = true;
        wake();
        try {
            if (!thread.join(Duration.ofSeconds(5))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        var failing = false;
        while (!stopped) {
            var pause = interval;
            try {
                wakeUps.drainPermits();
                if (work.getAsBoolean()) {
                    pause = Duration.ZERO;
                }
                failing = false;
            } catch (RuntimeException | Error e) {
                pause = AFTER_FAILURE;
                if (!failing && !stopped) {
                    LOG.warnf(e, "%s failed and tries again", thread.getName());
                }
                failing = true;
            }
            await(pause);
        }
    }

    private void await(Duration pause) {
        try {
            if (!pause.isZero() && wakeUps.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }
}
