package dev.recur.analysis.intake.postgres;

import dev.recur.analysis.intake.IncidentAnalysis;
import dev.recur.analysis.investigation.postgres.Judge;
import dev.recur.analysis.metrics.AnalysisMetrics;
import dev.recur.wire.json.MalformedJson;
import dev.recur.wire.report.Report;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jboss.logging.Logger;

/**
 * Takes batches in until they are in. What the database refuses for its content is found by halving and left out, so
 * that one bad report stops no other; any other failure is an outage, and an outage is waited for.
 */
@ApplicationScoped
class DurableAnalysis implements IncidentAnalysis {

    private static final Logger LOG = Logger.getLogger(DurableAnalysis.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final BatchTransaction transaction;
    private final Judge judge;
    private final AnalysisMetrics metrics;

    DurableAnalysis(BatchTransaction transaction, Judge judge, AnalysisMetrics metrics) {
        this.transaction = transaction;
        this.judge = judge;
        this.metrics = metrics;
    }

    @Override
    public List<Refused> take(List<Report> reports) throws InterruptedException {
        var refused = new ArrayList<Refused>();
        take(reports, refused);
        judge.wake();
        return refused;
    }

    private void take(List<Report> reports, List<Refused> refused) throws InterruptedException {
        var wait = FIRST_WAIT;
        while (!reports.isEmpty()) {
            try {
                transaction.take(reports);
                return;
            } catch (RuntimeException e) {
                if (isRefusal(e)) {
                    halve(reports, refused, e);
                    return;
                }
                wait = waitFor(wait, e);
            }
        }
    }

    private void halve(List<Report> reports, List<Refused> refused, RuntimeException e) throws InterruptedException {
        if (reports.size() == 1) {
            if (!isRefusedAgain(reports)) {
                return;
            }
            refused.add(new Refused(reports.getFirst(), "cannot be stored: " + e.getMessage()));
            return;
        }
        var middle = reports.size() / 2;
        take(reports.subList(0, middle), refused);
        take(reports.subList(middle, reports.size()), refused);
    }

    /** Nothing is given up for one failure: what looks like a bug of ours may be a connection that broke. */
    private boolean isRefusedAgain(List<Report> reports) throws InterruptedException {
        var wait = FIRST_WAIT;
        while (true) {
            wait = pause(wait);
            try {
                transaction.take(reports);
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
        metrics.databaseWait();
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
