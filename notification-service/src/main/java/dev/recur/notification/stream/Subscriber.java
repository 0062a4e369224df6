package dev.recur.notification.stream;

import dev.recur.notification.subscription.Where;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who reads the stream. What happens is put into a bounded buffer; one that falls behind reads on from the store
 * until it has caught up, so that a slow reader costs nobody anything, and misses nothing.
 */
public final class Subscriber implements AutoCloseable {

    /** Small, for each reader that is behind holds one. */
    private static final int PAGE = 10;

    private final Where where;
    private final BlockingQueue<StoredEvent> buffer;
    private final EventStream stream;
    private final StoredEvents stored;

    /** Of the reader's thread: what it has, and up to where the store has what it lacks; the buffer has what comes after. */
    private long readUpTo;

    private long joinedAt;
    private List<StoredEvent> page = List.of();
    private int next;

    /** The buffer lacks something that happened: it gets nothing more until the reader has joined anew. */
    private volatile boolean behind;

    private volatile boolean ended;

    Subscriber(EventStream stream, StoredEvents stored, Where where, int buffer, long from, long joinedAt) {
        this.stream = stream;
        this.stored = stored;
        this.where = where;
        this.buffer = new ArrayBlockingQueue<>(buffer);
        this.readUpTo = from;
        this.joinedAt = joinedAt;
    }

    /** The next event; {@code null} if there is none for that long. */
    public @Nullable StoredEvent next(Duration patience) throws InterruptedException {
        while (!ended) {
            var event = missed();
            if (event == null) {
                event = buffer.poll(behind ? 0 : patience.toMillis(), TimeUnit.MILLISECONDS);
            }
            if (event != null) {
                readUpTo = event.position();
                return event;
            }
            if (!behind) {
                return null;
            }
            joinedAt = stream.join(this);
        }
        return null;
    }

    /** True when it is told nothing more, for the service ends. */
    public boolean hasEnded() {
        return ended;
    }

    private @Nullable StoredEvent missed() {
        while (readUpTo < joinedAt || next < page.size()) {
            if (next == page.size()) {
                var more = stored.after(readUpTo, PAGE);
                page = more.events();
                next = 0;
                if (page.isEmpty()) {
                    readUpTo = more.full() ? more.end() : joinedAt;
                }
                continue;
            }
            var event = page.get(next++);
            if (event.position() > joinedAt) {
                page = List.of();
                next = 0;
                readUpTo = joinedAt;
            } else if (matches(event)) {
                return event;
            } else {
                readUpTo = event.position();
            }
        }
        return null;
    }

    private boolean matches(StoredEvent event) {
        return where.matches(event.event().investigation());
    }

    void offer(StoredEvent event) {
        if (!behind && matches(event) && !buffer.offer(event)) {
            behind = true;
        }
    }

    /** Called while nothing is handed on. */
    void joined() {
        behind = false;
    }

    void end() {
        ended = true;
        stream.leave(this);
    }

    @Override
    public void close() {
        end();
    }
}
