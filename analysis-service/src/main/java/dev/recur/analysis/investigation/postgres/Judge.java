package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.investigation.EventsWaiting;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.analysis.postgres.Worker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;

/** Judges whatever groups are marked, after the batch that marked them is committed. */
@ApplicationScoped
public class Judge {

    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final int AT_ONCE = 100;

    private final Transactions transactions;
    private final JudgeTransaction judgement;
    private final Event<EventsWaiting> eventsWaiting;
    private final Clock clock;
    private final Worker worker = new Worker("judge", INTERVAL, this::judge);

    Judge(Transactions transactions, JudgeTransaction judgement, Event<EventsWaiting> eventsWaiting, Clock clock) {
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
    }

    /** New marks are committed. */
    public void wake() {
        worker.wake();
    }

    private boolean judge() {
        var waiting = transactions.run(statements -> {
            InvestigationRows.markDueUpdates(statements, clock.instant());
            return MarkRows.waiting(statements, AT_ONCE);
        });
        var judged = 0;
        for (var marked : waiting) {
            if (judgement.judge(marked)) {
                judged++;
            }
        }
        if (judged > 0) {
            eventsWaiting.fire(new EventsWaiting());
        }
        // What another instance holds is not worth spinning for.
        return judged > 0;
    }
}
