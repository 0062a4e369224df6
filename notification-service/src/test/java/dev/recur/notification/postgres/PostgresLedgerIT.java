package dev.recur.notification.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.notification.RealServers;
import dev.recur.notification.delivery.Ledger;
import dev.recur.notification.delivery.LedgerContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In a database of its own, where no dispatcher takes anything away. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class PostgresLedgerIT extends LedgerContract {

    private static final int BACKLOG = 8000;
    private static final int BATCH = 500;

    private static final String RECEIVER = """
            insert into receivers (name, type, url, secret, enabled, created_at, updated_at, version)
            values ($1, 'webhook', 'https://example.com', '\\x00', true, now(), now(), 0)""";

    private static final String SUBSCRIPTION = """
            insert into subscriptions (id, name, receiver, where_text, events, mode, enabled, active_since, created_at,
                                       updated_at, version)
            values ($1, $2, $2, $3, 'opened', 'immediate', true, now(), now(), now(), 0)""";

    @Inject
    Vertx vertx;

    private Duration ahead = Duration.ZERO;
    private @Nullable Pool pool;

    private Pool pool() {
        var open = pool == null ? open() : pool;
        pool = open;
        return open;
    }

    private Pool open() {
        Flyway.configure()
                .dataSource(setting("jdbc-url"), setting("user"), setting("password"))
                .load()
                .migrate();
        return Pool.newInstance(PgBuilder.pool()
                .connectingTo(PgConnectOptions.fromUri(setting("url"))
                        .setUser(setting("user"))
                        .setPassword(setting("password"))
                        .setCachePreparedStatements(true)
                        .addProperty("enable_seqscan", "off"))
                .using(vertx)
                .build());
    }

    @AfterEach
    void closePool() {
        pool().closeAndAwait();
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue("test.ledger." + name, String.class);
    }

    @Override
    protected Ledger ledger() {
        return new PostgresLedger(pool(), new LedgerTime(() -> ahead), Optional.empty());
    }

    @Override
    protected void subscribe(String receiver, String component) {
        Await.sql(pool().preparedQuery(RECEIVER).execute(Tuple.of(receiver)));
        Await.sql(pool().preparedQuery(SUBSCRIPTION)
                .execute(Tuple.of(UUID.randomUUID(), receiver, "component=\"" + component + "\"")));
    }

    @Override
    protected void advance(Duration time) {
        ahead = ahead.plus(time);
    }

    /** They are a minute old, and may say that next to nothing is ever pending: of a new table, or after a quiet night. */
    @Test
    void a_sudden_backlog_is_worked_off_quickly_whatever_the_statistics_say() {
        Await.sql(pool().query("vacuum analyze deliveries").execute());
        // their plans are made now, and kept
        for (int i = 0; i < 10; i++) {
            ledger().store(List.of(happened(UUID.randomUUID(), 1)));
            ledger().settle(claim(BATCH, Map.of()).stream()
                    .map(LedgerContract::delivered)
                    .toList());
        }
        for (int batch = 0; batch < BACKLOG / BATCH; batch++) {
            ledger().store(IntStream.range(0, BATCH)
                    .mapToObj(i -> happened(UUID.randomUUID(), 1))
                    .toList());
        }
        var before = System.nanoTime();

        var claimed = claim(BATCH, Map.of());
        ledger().settle(claimed.stream().map(LedgerContract::delivered).toList());

        assertThat(claimed).hasSize(BATCH);
        assertThat(claim(BATCH, Map.of())).doesNotContainAnyElementsOf(claimed).hasSize(BATCH);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    }
}
