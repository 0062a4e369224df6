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
        return Map.of(
                "kafka.bootstrap.servers", started.kafka().bootstrapServers(),
                "quarkus.datasource.reactive.url", database.reactiveUrl(),
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "quarkus.datasource.username", database.user(),
                "quarkus.datasource.password", database.password(),
                "recur.security.mode", "none",
                "recur.notification.allow-private-addresses", "true",
                "recur.notification.secret-keys.1", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "recur.kafka.partitions", "3");
    }

    @Override
    public void stop() {
        if (infra != null) {
            infra.close();
        }
    }
}
