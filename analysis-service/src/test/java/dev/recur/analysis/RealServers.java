package dev.recur.analysis;

import dev.recur.infra.Infra;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A real Kafka and a real PostgreSQL for the tests of the service. */
public final class RealServers implements QuarkusTestResourceLifecycleManager {

    private @Nullable Infra infra;

    @Override
    public Map<String, String> start() {
        var started = Infra.start();
        infra = started;
        var database = started.postgres().database("analysis");
        return Map.of(
                "kafka.bootstrap.servers", started.kafka().bootstrapServers(),
                "quarkus.datasource.reactive.url", database.reactiveUrl(),
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "quarkus.datasource.username", database.user(),
                "quarkus.datasource.password", database.password(),
                "recur.security.mode", "none");
    }

    @Override
    public void stop() {
        Objects.requireNonNull(infra).close();
    }
}
