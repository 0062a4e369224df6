package dev.recur.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What has been started so far, to be closed in the opposite order, also from another thread and also in the middle of
 * the start: what is just starting is waited for and then closed.
 */
final class Teardown implements AutoCloseable {

    private final Deque<CompletableFuture<? extends AutoCloseable>> started = new ArrayDeque<>();
    private boolean closed;

    /**
     * Starts something in a thread of its own.
     *
     * @throws IllegalStateException if everything is being closed already
     */
    synchronized <T extends AutoCloseable> CompletableFuture<T> start(Supplier<T> start) {
        if (closed) {
            throw new IllegalStateException("stopped while starting");
        }
        var starting = CompletableFuture.supplyAsync(start, Thread::startVirtualThread);
        started.push(starting);
        return starting;
    }

    /** Waits for what has been started, with its own exception if it did not start. */
    static <T> T await(CompletableFuture<T> starting) {
        try {
            return starting.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Closes everything that did start; harmless when repeated. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        @Nullable RuntimeException failure = null;
        for (var next = next(); next != null; next = next()) {
            try {
                close(next);
            } catch (RuntimeException e) {
                // the rest must be closed all the same
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private synchronized @Nullable CompletableFuture<? extends AutoCloseable> next() {
        return started.poll();
    }

    private static void close(CompletableFuture<? extends AutoCloseable> starting) {
        AutoCloseable running;
        try {
            running = starting.join();
        } catch (CompletionException neverStarted) {
            // its failure has been told to whoever waited for it
            return;
        }
        try {
            running.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
