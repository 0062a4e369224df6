package dev.recur.notification;

import dev.recur.infra.Infra;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real broker and a real database, started once for all tests. */
public final class RealServers implements QuarkusTestResourceLifecycleManager {

    private @Nullable Infra infra;

    @Override
    public Map<String, String> start() {
        var started = Infra.start();
        infra = started;
        var database = started.postgres().database("notification");
        return Map.ofEntries(
                Map.entry("kafka.bootstrap.servers", started.kafka().bootstrapServers()),
                Map.entry("quarkus.datasource.reactive.url", database.reactiveUrl()),
                Map.entry("quarkus.datasource.jdbc.url", database.jdbcUrl()),
                Map.entry("quarkus.datasource.username", database.user()),
                Map.entry("quarkus.datasource.password", database.password()),
                Map.entry("quarkus.http.test-port", "0"),
                Map.entry("quarkus.management.test-port", "0"),
                Map.entry("recur.security.mode", "none"),
                Map.entry("recur.notification.allow-private-addresses", "true"),
                Map.entry("recur.notification.secret-keys.1", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="),
                Map.entry("recur.kafka.partitions", "3"));
    }

    @Override
    public void stop() {
        if (infra != null) {
            infra.close();
        }
    }
}
