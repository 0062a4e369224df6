package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.investigation.EventsWaiting;
import dev.recur.analysis.investigation.postgres.MarkRows.Marked;
import dev.recur.analysis.metrics.AnalysisMetrics;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.postgres.Worker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** Judges whatever groups are marked, after the batch that marked them is committed. */
@ApplicationScoped
public class Judge {

    private static final Logger LOG = Logger.getLogger(Judge.class);
    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final int AT_ONCE = 1000;

    /** What is marked within so much is looked for once. */
    private static final long SHORTEST_TURN_NANOS = Duration.ofMillis(25).toNanos();

    private static final int MOST_AT_ONCE = 64;

    /** For so long after a full batch more reports are taken to be waiting. */
    private static final long INTAKE_NANOS = Duration.ofSeconds(3).toNanos();

    /** While reports wait the judge rests so many times as long as it works. */
    private static final int RESTS = 9;

    private static final long LONGEST_REST_NANOS = Duration.ofSeconds(4).toNanos();

    private final Transactions transactions;
    private final JudgeTransaction judgement;
    private final Event<EventsWaiting> eventsWaiting;
    private final Clock clock;
    private final AnalysisMetrics metrics;
    private final Set<Marked> failing = new HashSet<>();
    private final LargeGroups large = new LargeGroups();
    private int portionSize = 1;
    private long lookedAtNanos = System.nanoTime() - INTERVAL.toNanos();
    private volatile long giveWayUntil = System.nanoTime();
    private final Worker worker = new Worker("judge", INTERVAL, this::judge);

    Judge(
            Transactions transactions,
            JudgeTransaction judgement,
            Event<EventsWaiting> eventsWaiting,
            Clock clock,
            AnalysisMetrics metrics) {
        this.metrics = metrics;
        this.transactions = transactions;
        this.judgement = judgement;
        this.eventsWaiting = eventsWaiting;
        this.clock = clock;
    }

    void atStart(@Observes StartupEvent event) {
        worker.start();
    }

    void atEnd(@Observes ShutdownEvent event) {
        worker.stop();
        judgement.giveUp();
    }

    /** New marks are committed. */
    public void wake() {
        worker.wake();
    }

    /** Reports wait to be taken in: a group that is marked meanwhile is judged once for all of them. */
    public void giveWay() {
        giveWayUntil = System.nanoTime() + INTAKE_NANOS;
    }

    private boolean judge() {
        var begun = System.nanoTime();
        var waiting = waiting(begun);
        failing.retainAll(waiting);
        var together = waiting.stream()
                .filter(group -> !failing.contains(group) && !large.isApart(group))
                .toList();
        var judged = 0;
        for (int from = 0; from < together.size(); ) {
            var portion = together.subList(from, Math.min(together.size(), from + portionSize));
            from += portion.size();
            try {
                judged += judge(portion);
            } catch (RuntimeException e) {
                LOG.debugf("%d groups are judged one by one: %s", portion.size(), e);
                failing.addAll(portion);
            }
        }
        // Groups that keep failing are tried after all others, so that however many they are they starve none.
        var alone = new LinkedHashSet<>(large.next(waiting));
        waiting.stream().filter(failing::contains).forEach(alone::add);
        RuntimeException failure = null;
        for (var group : alone) {
            try {
                if (judge(List.of(group)) > 0) {
                    failing.remove(group);
                    judged++;
                }
            } catch (RuntimeException e) {
                failing.add(group);
                failure = e;
                metrics.judgementFailed();
                LOG.warnf("rule %s, group %s is not judged yet: %s", group.ruleId(), group.groupKey(), e);
            }
        }
        if (failure != null) {
            // The others are judged; this one has its marks still, and waits until the worker has paused.
            throw failure;
        }
        if (waiting.size() < AT_ONCE) {
            LockSupport.parkNanos(SHORTEST_TURN_NANOS - (System.nanoTime() - begun));
        }
        // What another instance holds is not worth spinning for.
        return judged > 0;
    }

    private List<Marked> waiting(long nanos) {
        while (true) {
            var waiting = transactions.run(statements -> waiting(statements, nanos));
            if (waiting.isPresent()) {
                return waiting.get();
            }
        }
    }

    /** Nothing until the marks of all batches are spread: what a mark tells must not be older than what is read before. */
    private Optional<List<Marked>> waiting(Statements statements, long nanos) {
        if (!judgement.isOurs(statements)) {
            return Optional.of(List.of());
        }
        markWhatIsDue(statements, nanos);
        return BatchMarks.spread(statements)
                ? Optional.empty()
                : Optional.of(MarkRows.waiting(statements, AT_ONCE + failing.size() + large.size()));
    }

    private void markWhatIsDue(Statements statements, long nanos) {
        if (nanos - lookedAtNanos >= INTERVAL.toNanos()) {
            lookedAtNanos = nanos;
            var now = clock.instant();
            InvestigationRows.markDueUpdates(statements, now);
            DueRows.mark(statements, now);
        }
    }

    /** In one transaction; the next takes more of them, or fewer, so that none is long. */
    private int judge(List<Marked> groups) {
        var begun = System.nanoTime();
        try {
            var judged = judgement.judge(groups);
            if (judged == groups.size()) {
                large.took(groups, System.nanoTime() - begun);
            }
            metrics.judged(judged);
            if (judged > 0) {
                eventsWaiting.fire(new EventsWaiting());
            }
            return judged;
        } finally {
            var took = System.nanoTime() - begun;
            if (took > LargeGroups.LONG_NANOS) {
                portionSize = Math.max(1, portionSize / 2);
            } else if (groups.size() == portionSize) {
                portionSize = Math.min(MOST_AT_ONCE, 2 * portionSize);
            }
            rest(begun);
        }
    }

    private void rest(long begun) {
        var now = System.nanoTime();
        if (now - giveWayUntil < 0) {
            LockSupport.parkNanos(Math.min(RESTS * (now - begun), LONGEST_REST_NANOS));
        }
    }
}
