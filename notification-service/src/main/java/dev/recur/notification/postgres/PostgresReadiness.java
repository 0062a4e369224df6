package dev.recur.notification.postgres;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready only while the database answers; liveness never depends on it, since a restart would not help. A question that was
 * not answered stands until it is: probes of a database that stands still do not use up its connections.
 */
@Readiness
@ApplicationScoped
class PostgresReadiness implements HealthCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Pool pool;
    private CompletableFuture<RowSet<Row>> asked = CompletableFuture.completedFuture(null);

    PostgresReadiness(Pool pool) {
        this.pool = pool;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("postgresql").status(answers()).build();
    }

    private boolean answers() {
        try {
            return question().get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS).size() == 1;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized CompletableFuture<RowSet<Row>> question() {
        if (asked.isDone()) {
            asked = pool.withConnection(
                            connection -> connection.query("select 1").execute())
                    .subscribeAsCompletionStage();
        }
        return asked;
    }
}
