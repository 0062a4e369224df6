package dev.recur.analysis;

import dev.recur.infra.Infra;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A real Kafka and a real PostgreSQL for the tests of the service; a test that hurts them has a field for them. */
public final class RealServers implements QuarkusTestResourceLifecycleManager {

    private @Nullable Infra infra;

    @Override
    public Map<String, String> start() {
        var started = Infra.start();
        infra = started;
        var database = started.postgres().database("analysis");
        return Map.ofEntries(
                Map.entry("kafka.bootstrap.servers", started.kafka().bootstrapServers()),
                Map.entry("quarkus.datasource.reactive.url", database.reactiveUrl()),
                Map.entry("quarkus.datasource.jdbc.url", database.jdbcUrl()),
                Map.entry("quarkus.datasource.username", database.user()),
                Map.entry("quarkus.datasource.password", database.password()),
                Map.entry("quarkus.http.test-port", "0"),
                Map.entry("quarkus.management.test-port", "0"),
                Map.entry("recur.security.mode", "none"));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(Objects.requireNonNull(infra), new TestInjector.MatchesType(Infra.class));
    }

    @Override
    public void stop() {
        Objects.requireNonNull(infra).close();
    }
}
