package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.postgres.Worker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Opens again what was accepted until a moment that has come. */
@ApplicationScoped
class RiskSweep {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Worker worker;

    RiskSweep(Transitions transitions) {
        worker = new Worker("risk-sweep", INTERVAL, transitions::endRisks);
    }

    void atStart(@Observes StartupEvent event) {
        worker.start();
    }

    void atEnd(@Observes ShutdownEvent event) {
        worker.stop();
    }
}
