package dev.recur.analysis.postgres;

import dev.recur.service.security.StartCheck;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while PostgreSQL answers. It is asked every second by a thread of its own, so that a probe is answered at once
 * also when a server that stands still keeps whoever asks it waiting.
 */
@Readiness
@ApplicationScoped
class PostgresReadiness implements HealthCheck {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

    private final Transactions transactions;
    private final Worker worker = new Worker("postgres-readiness", INTERVAL, this::ask);
    private volatile long answered = System.nanoTime() - LONGEST_SILENCE.toNanos();

    PostgresReadiness(Transactions transactions) {
        this.transactions = transactions;
    }

    void atStart(@Observes @Priority(StartCheck.NEXT) StartupEvent event) {
        worker.start();
    }

    void atEnd(@Observes ShutdownEvent event) {
        worker.stop();
    }

    @Override
    public HealthCheckResponse call() {
        var silence = System.nanoTime() - answered;
        return HealthCheckResponse.named("postgresql")
                .status(silence < LONGEST_SILENCE.toNanos())
                .build();
    }

    private boolean ask() {
        transactions.run(statements -> statements.run("select 1"));
        answered = System.nanoTime();
        return false;
    }
}
