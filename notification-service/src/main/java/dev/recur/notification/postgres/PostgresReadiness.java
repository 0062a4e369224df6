package dev.recur.notification.postgres;

import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready only while the database answers; liveness never depends on it, since a restart would not help. */
@Readiness
class PostgresReadiness implements HealthCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Pool pool;

    PostgresReadiness(Pool pool) {
        this.pool = pool;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("postgresql");
        try {
            var rows = pool.query("select 1").execute().await().atMost(PATIENCE);
            return answer.status(rows.size() == 1).build();
        } catch (RuntimeException e) {
            return answer.down().build();
        }
    }
}
