package dev.recur.analysis.count.postgres;

import dev.recur.analysis.postgres.Transactions;
import dev.recur.analysis.postgres.Worker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Adds changes of counts up beside the batches, so that few of them wait whenever somebody reads. */
@ApplicationScoped
class CountMerger {

    /** Long enough to add up several batches at once. */
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final Transactions transactions;
    private final Worker worker = new Worker("counts", INTERVAL, this::merge);

    CountMerger(Transactions transactions) {
        this.transactions = transactions;
    }

    void atStart(@Observes StartupEvent event) {
        worker.start();
    }

    void atEnd(@Observes ShutdownEvent event) {
        worker.stop();
    }

    private boolean merge() {
        return transactions.run(CountMerge::merge) == CountMerge.MOST;
    }
}
