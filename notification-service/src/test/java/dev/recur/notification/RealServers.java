package dev.recur.notification;

import dev.recur.infra.Infra;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real broker and a real database, started once for all tests. */
public final class RealServers implements QuarkusTestResourceLifecycleManager {

    /** Where a test that wants mail or pages has to listen. */
    static final String MAIL_PORT = "recur.notification.mail.port";

    static final String PAGERDUTY_URL = "recur.notification.pagerduty-url";
    static final String MAIL_PASSWORD = "planted-mail-password";

    /** One that only opens what it sealed before. */
    static final String OLD_KEY = "Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=";

    private @Nullable Infra infra;

    @Override
    public Map<String, String> start() {
        var started = Infra.start();
        infra = started;
        var database = started.postgres().database("notification");
        var ledger = started.postgres().database("ledger");
        return Map.ofEntries(
                Map.entry("kafka.bootstrap.servers", started.kafka().bootstrapServers()),
                Map.entry("quarkus.datasource.reactive.url", database.reactiveUrl()),
                Map.entry("quarkus.datasource.jdbc.url", database.jdbcUrl()),
                Map.entry("quarkus.datasource.username", database.user()),
                Map.entry("quarkus.datasource.password", database.password()),
                Map.entry("test.ledger.url", ledger.reactiveUrl()),
                Map.entry("test.ledger.jdbc-url", ledger.jdbcUrl()),
                Map.entry("test.ledger.user", ledger.user()),
                Map.entry("test.ledger.password", ledger.password()),
                Map.entry("quarkus.http.test-port", "0"),
                Map.entry("quarkus.management.test-port", "0"),
                Map.entry("recur.security.mode", "none"),
                Map.entry("recur.notification.fallback-receiver", "fallback"),
                Map.entry("recur.notification.allow-private-addresses", "true"),
                Map.entry("recur.notification.secret-keys.1", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="),
                Map.entry("recur.notification.secret-keys.old", OLD_KEY),
                Map.entry("recur.notification.current-secret-key", "1"),
                Map.entry("recur.public-url", "https://recur.example"),
                Map.entry(MAIL_PORT, freePort()),
                Map.entry("recur.notification.mail.host", "127.0.0.1"),
                Map.entry("recur.notification.mail.security", "none"),
                Map.entry("recur.notification.mail.username", "recur"),
                Map.entry("recur.notification.mail.password", MAIL_PASSWORD),
                Map.entry("recur.notification.mail.from", "recur@recur.example"),
                Map.entry(PAGERDUTY_URL, "http://127.0.0.1:" + freePort() + "/v2/enqueue"),
                Map.entry("recur.kafka.partitions", "3"));
    }

    private static String freePort() {
        try (var socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (infra != null) {
            infra.close();
        }
    }
}
