package dev.recur.notification.stream;

import dev.recur.notification.subscription.Where;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hands what is stored to everybody who reads along. One thread reads the store once for all of them, when it is told that
 * there is more and, for what other instances stored, several times a second; without readers it reads nothing.
 */
public final class EventStream {

    private static final Logger LOG = Logger.getLogger(EventStream.class);
    private static final int PAGE = 200;

    private final StoredEvents stored;
    private final Settings settings;
    private final Semaphore nudges = new Semaphore(0);
    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    /** Everything up to here was handed on; guarded by the lock. */
    private long tail;

    private volatile boolean running;
    private @Nullable Thread thread;

    /**
     * How it works.
     *
     * @param poll how often it looks for what other instances stored
     * @param most how many may read at a time
     * @param buffer how many events may wait for each of them
     */
    public record Settings(Duration poll, int most, int buffer) {}

    /** What comes of wanting to read. */
    public sealed interface Admission {
        record Admitted(Subscriber subscriber) implements Admission {}

        /** As many read as may. */
        record Full() implements Admission {}

        /** The event to go on after is none that was ever stored. */
        record UnknownEvent() implements Admission {}
    }

    public EventStream(StoredEvents stored, Settings settings) {
        this.stored = stored;
        this.settings = settings;
    }

    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("event-stream").start(this::run);
    }

    public void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
        }
        subscribers.forEach(Subscriber::end);
    }

    /** There may be more. */
    public void nudge() {
        if (!subscribers.isEmpty()) {
            nudges.release();
        }
    }

    public int subscribers() {
        return subscribers.size();
    }

    /**
     * Reads along from now on.
     *
     * @param after goes on after that event instead, missing none
     */
    public Admission subscribe(Where where, @Nullable UUID after) {
        var from = after == null ? Optional.<Long>empty() : position(after);
        if (after != null && from.isEmpty()) {
            return new Admission.UnknownEvent();
        }
        lock.lock();
        try {
            if (subscribers.size() >= settings.most()) {
                return new Admission.Full();
            }
            if (subscribers.isEmpty()) {
                tail = stored.last();
            }
            var subscriber = new Subscriber(this, stored, where, settings.buffer(), from.orElse(tail), tail);
            subscribers.add(subscriber);
            return new Admission.Admitted(subscriber);
        } finally {
            lock.unlock();
        }
    }

    private Optional<Long> position(UUID eventId) {
        var position = stored.positionOf(eventId);
        return position.isPresent() ? Optional.of(position.getAsLong()) : Optional.empty();
    }

    /** Lets one that fell behind have what comes after the position that this gives; what came before is in the store. */
    long join(Subscriber subscriber) {
        lock.lock();
        try {
            subscriber.joined();
            return tail;
        } finally {
            lock.unlock();
        }
    }

    void leave(Subscriber subscriber) {
        subscribers.remove(subscriber);
    }

    private void run() {
        try {
            while (running) {
                turn();
                var unused = nudges.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS);
                nudges.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn() {
        try {
            while (!subscribers.isEmpty() && handOn()) {}
        } catch (RuntimeException e) {
            LOG.warnf("the stream of events waits: %s", e);
        }
    }

    /** True if there may be more. */
    private boolean handOn() {
        lock.lock();
        try {
            var page = stored.after(tail, PAGE);
            for (var event : page.events()) {
                subscribers.forEach(subscriber -> subscriber.offer(event));
            }
            tail = page.end();
            return page.full();
        } finally {
            lock.unlock();
        }
    }
}
