package dev.recur.analysis.intake.postgres;

import dev.recur.analysis.incident.postgres.IncidentRows;
import dev.recur.analysis.incident.postgres.RefoldRows;
import dev.recur.analysis.incident.postgres.ReportRows;
import dev.recur.analysis.investigation.postgres.Judge;
import dev.recur.analysis.postgres.Locks;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.postgres.Worker;
import dev.recur.analysis.rule.RulesConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Folds incidents anew when what they are derived by has changed: the taxonomy, markers or settings. In portions, each a
 * transaction like that of a batch, so that reports go on arriving; counts are at every commit those of the incidents as
 * they are stored.
 */
@ApplicationScoped
class Refolder {

    private static final int PORTION = 500;
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final Transactions transactions;
    private final RulesConfig config;
    private final Clock clock;
    private final Judge judge;
    private final Worker worker = new Worker("refold", INTERVAL, this::refold);

    Refolder(Transactions transactions, RulesConfig config, Clock clock, Judge judge) {
        this.transactions = transactions;
        this.config = config;
        this.clock = clock;
        this.judge = judge;
    }

    void atStart(@Observes StartupEvent event) {
        worker.start();
    }

    void atEnd(@Observes ShutdownEvent event) {
        worker.stop();
    }

    private boolean refold() {
        var found = transactions.run(this::portion);
        if (found > 0) {
            judge.wake();
        }
        return found > 0;
    }

    private int portion(Statements statements) {
        Locks.rulesShared(statements);
        var ids = RefoldRows.take(statements, PORTION);
        if (ids.isEmpty()) {
            return 0;
        }
        var before = IncidentRows.lock(statements, ids);
        var changes = IncidentChanges.of(statements, config.lateness(), before);
        changes.fold(ReportRows.of(statements, before.keySet()), Map.of());
        changes.write(statements, clock.instant().truncatedTo(ChronoUnit.MICROS));
        return ids.size();
    }
}
