package dev.recur.analysis.apikey.kafka;

import dev.recur.analysis.apikey.postgres.KeyRows;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.analysis.postgres.Worker;
import dev.recur.service.security.KeyTopic;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Publishes what holds of each key, at least once, until the topic has it; after a start it says everything again, since
 * the database or the topic may have been restored. The row of a key is locked meanwhile, so that no older word overtakes.
 */
@ApplicationScoped
public class KeyRelay {

    private static final Logger LOG = Logger.getLogger(KeyRelay.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int AT_ONCE = 100;

    private final Transactions transactions;
    private final KeyTopic topic;
    private final Worker worker = new Worker("api-key-relay", INTERVAL, this::relay);
    private boolean saidAgain;

    KeyRelay(Transactions transactions, KeyTopic topic) {
        this.transactions = transactions;
        this.topic = topic;
    }

    void atStart(@Observes StartupEvent event) {
        worker.start();
    }

    void atEnd(@Observes ShutdownEvent event) {
        worker.stop();
    }

    /** True once all services are told what holds now; false while Kafka is away, and they are told later. */
    public boolean publish() {
        try {
            publishWaiting();
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("API keys wait to be published: %s", e.getMessage());
            worker.wake();
            return false;
        }
    }

    private boolean relay() {
        if (!saidAgain) {
            transactions.run(statements -> {
                KeyRows.publishAgain(statements);
                return true;
            });
            saidAgain = true;
        }
        return publishWaiting() == AT_ONCE;
    }

    private int publishWaiting() {
        return transactions.run(statements -> {
            var waiting = KeyRows.waiting(statements, AT_ONCE);
            var told = waiting.stream()
                    .map(stored ->
                            stored.isRevoked() ? topic.revoke(stored.key().keyId()) : topic.issue(stored.key()))
                    .map(stage -> stage.toCompletableFuture())
                    .toArray(CompletableFuture[]::new);
            try {
                CompletableFuture.allOf(told)
                        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                        .join();
            } catch (CompletionException e) {
                throw new IllegalStateException("the topic of API keys took nothing", e);
            }
            KeyRows.published(statements, waiting);
            return waiting.size();
        });
    }
}
