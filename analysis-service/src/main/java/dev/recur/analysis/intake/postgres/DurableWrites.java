package dev.recur.analysis.intake.postgres;

import dev.recur.analysis.intake.IncidentAnalysis.Refused;
import dev.recur.wire.json.MalformedJson;
import io.vertx.pgclient.PgException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Writes batches until they are written. What the database refuses for its content is found by halving and left out, so
 * that one bad item stops no other; any other failure is an outage, and an outage is waited for.
 */
final class DurableWrites<T> {

    private static final Logger LOG = Logger.getLogger(DurableWrites.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Consumer<List<T>> transaction;
    private final Runnable atWait;

    /**
     * Writes by a transaction.
     *
     * @param atWait runs each time that the database is waited for
     */
    DurableWrites(Consumer<List<T>> transaction, Runnable atWait) {
        this.transaction = transaction;
        this.atWait = atWait;
    }

    /** Returns what is refused. */
    List<Refused<T>> write(List<T> items) throws InterruptedException {
        var refused = new ArrayList<Refused<T>>();
        take(items, refused);
        return refused;
    }

    private void take(List<T> items, List<Refused<T>> refused) throws InterruptedException {
        var wait = FIRST_WAIT;
        while (!items.isEmpty()) {
            try {
                transaction.accept(items);
                return;
            } catch (RuntimeException e) {
                if (isRefusal(e)) {
                    halve(items, refused, e);
                    return;
                }
                wait = waitFor(wait, e);
            }
        }
    }

    private void halve(List<T> items, List<Refused<T>> refused, RuntimeException e) throws InterruptedException {
        if (items.size() == 1) {
            if (!isRefusedAgain(items)) {
                return;
            }
            refused.add(new Refused<>(items.getFirst(), "cannot be stored: " + e.getMessage()));
            return;
        }
        var middle = items.size() / 2;
        take(items.subList(0, middle), refused);
        take(items.subList(middle, items.size()), refused);
    }

    /** Nothing is given up for one failure: what looks like a bug of ours may be a connection that broke. */
    private boolean isRefusedAgain(List<T> items) throws InterruptedException {
        var wait = FIRST_WAIT;
        while (true) {
            wait = pause(wait);
            try {
                transaction.accept(items);
                return false;
            } catch (RuntimeException e) {
                if (isRefusal(e)) {
                    return true;
                }
            }
        }
    }

    private Duration waitFor(Duration wait, RuntimeException e) throws InterruptedException {
        LOG.warnf("The batch waits for the database and is tried again in %s: %s", wait, e);
        atWait.run();
        return pause(wait);
    }

    private static Duration pause(Duration wait) throws InterruptedException {
        Thread.sleep(wait);
        var longer = wait.multipliedBy(2);
        return longer.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : longer;
    }

    /**
     * True if the same again would fail the same way: SQLSTATE classes 22 (data exception), 23 (integrity constraint
     * violation) and 54 (too long for an index), and content that our own code cannot handle. Whatever else goes wrong is
     * the database's.
     */
    static boolean isRefusal(RuntimeException e) {
        return switch (e) {
            case PgException refusal -> {
                var state = refusal.getSqlState();
                yield state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
            }
            case NullPointerException bug -> true;
            case IllegalArgumentException bug -> true;
            case ArithmeticException bug -> true;
            case ClassCastException bug -> true;
            case DateTimeException bug -> true;
            case UncheckedIOException bug -> true;
            case MalformedJson bug -> true;
            case IndexOutOfBoundsException bug -> true;
            case NoSuchElementException bug -> true;
            case UnsupportedOperationException bug -> true;
            default -> false;
        };
    }
}
