package dev.recur.notification.postgres;

import dev.recur.notification.delivery.CannotStore;
import dev.recur.notification.delivery.StoreUnavailable;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Waits for the database, on threads that may wait: worker and virtual threads, never an event loop. */
final class Await {

    /** A database that takes longer is as good as away, to somebody who asks. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Whoever would only try again waits longer: what was asked of a database that stands still is done when it goes on. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String DATA_EXCEPTION = "22";
    private static final String CONSTRAINT_VIOLATION = "23";

    private Await() {}

    /** The result of a query that is sent on no particular thread. */
    static <T> T sql(Uni<T> query) {
        return await(query, LONGEST, late -> {});
    }

    /** As {@link #sql}, for somebody who has nothing better to do than wait. */
    static <T> T patiently(Uni<T> query) {
        return patiently(query, late -> {});
    }

    /**
     * As {@link #patiently(Uni)}.
     *
     * @param late gets the result that comes when nobody waits for it any more
     */
    static <T> T patiently(Uni<T> query, Consumer<T> late) {
        return await(query, PATIENCE, late);
    }

    /** What is not waited for any more goes on: a transaction is ended, and a connection given back, by whoever began it. */
    private static <T> T await(Uni<T> query, Duration longest, Consumer<T> late) {
        var answer = query.subscribeAsCompletionStage();
        try {
            return answer.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            var unused = answer.thenAccept(late);
            throw new StoreUnavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var unused = answer.thenAccept(late);
            throw new StoreUnavailable(e);
        } catch (ExecutionException e) {
            throw translate(e);
        }
    }

    /** The result of work with a Hibernate session, which needs a context of its own. */
    static <T> T session(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(
                    () -> work.get().ifNoItem().after(LONGEST).fail());
        } catch (Throwable e) {
            throw translate(e);
        }
    }

    private static RuntimeException translate(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal.reason;
            }
            if (cause instanceof CannotStore refused) {
                return refused;
            }
            if (cause instanceof PgException e && e.getSqlState() != null) {
                var category = e.getSqlState().substring(0, 2);
                if (category.equals(DATA_EXCEPTION) || category.equals(CONSTRAINT_VIOLATION)) {
                    return new CannotStore(e);
                }
            }
        }
        return new StoreUnavailable(failure);
    }

    /** Carries what a caller's own code threw through the transaction that it undoes. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final RuntimeException reason;

        Refusal(RuntimeException reason) {
            super(reason);
            this.reason = reason;
        }

        /** What the caller's code gives; what it throws is for the caller again. */
        static <T> T calling(Supplier<T> code) {
            try {
                return code.get();
            } catch (RuntimeException e) {
                throw new Refusal(e);
            }
        }
    }
}
