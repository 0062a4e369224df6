package dev.recur.ingest.intake;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets requests in while there is room, so that under overload some are refused at once and the others are served in
 * time. A request takes a place only when its body is there: slow senders keep nobody out.
 */
public final class Admission {

    private final int mostRequests;
    private final long mostBytes;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    public Admission(int mostRequests, long mostBytes) {
        this.mostRequests = mostRequests;
        this.mostBytes = mostBytes;
    }

    /** True while no request would get a place. */
    public boolean isFull() {
        return requests.get() >= mostRequests;
    }

    /** Takes a place for a request whose body is there; who got it gives it back by {@link #leave}. */
    public boolean enter() {
        if (requests.incrementAndGet() > mostRequests) {
            requests.decrementAndGet();
            return false;
        }
        return true;
    }

    public void leave() {
        requests.decrementAndGet();
    }

    /** Takes room for so many bytes of bodies; who got it gives it back by {@link #release}. */
    public boolean hold(int added) {
        if (bytes.addAndGet(added) > mostBytes) {
            bytes.addAndGet(-added);
            return false;
        }
        return true;
    }

    public void release(long removed) {
        bytes.addAndGet(-removed);
    }

    public int requests() {
        return requests.get();
    }

    public long bytes() {
        return bytes.get();
    }
}
