package dev.recur.notification.postgres;

import dev.recur.notification.delivery.Attempt;
import dev.recur.notification.delivery.ClaimedDelivery;
import dev.recur.notification.delivery.Delivery;
import dev.recur.notification.delivery.HappenedEvent;
import dev.recur.notification.delivery.Ledger;
import dev.recur.notification.delivery.Settled;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ledger as batched SQL: one statement for many events, claims or results. */
@ApplicationScoped
class PostgresLedger implements Ledger {

    private final Intake intake;
    private final DeliveryQueue queue;
    private final DeliveryReads reads;

    PostgresLedger(Pool pool) {
        this.intake = new Intake(pool);
        this.queue = new DeliveryQueue(pool);
        this.reads = new DeliveryReads(pool);
    }

    @Override
    public int store(List<HappenedEvent> events, Instant now) {
        return events.isEmpty() ? 0 : Await.sql(intake.store(events, now));
    }

    @Override
    public List<ClaimedDelivery> claim(Claim claim) {
        return Await.sql(queue.claim(claim));
    }

    @Override
    public void settle(List<Settled> settled) {
        Await.sql(queue.settle(settled));
    }

    @Override
    public boolean redeliver(UUID deliveryId, Instant now) {
        return Await.sql(queue.redeliver(deliveryId, now));
    }

    @Override
    public Backlog backlog() {
        return Await.sql(queue.backlog());
    }

    @Override
    public Optional<Delivery> find(UUID deliveryId) {
        return Await.sql(reads.find(deliveryId));
    }

    @Override
    public List<Attempt> attempts(UUID deliveryId) {
        return Await.sql(reads.attempts(deliveryId));
    }

    @Override
    public List<Delivery> list(Filter filter, @Nullable Position after, int limit) {
        return Await.sql(reads.list(filter, after, limit));
    }
}
