package dev.recur.notification.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The durable record of everything that is to be told and was told. Every method waits for the store. */
public interface Ledger {

    /**
     * Stores those events that were not stored before, with the deliveries that they cause by {@link Audience}, all or
     * nothing. Harmless when repeated.
     *
     * @return how many deliveries are new
     */
    int store(List<HappenedEvent> events, Instant now);

    /**
     * Takes deliveries that are due, for as long as the lease: nobody else gets them until then, and whoever dies with
     * them only delays them. Of one subscription and investigation only the earliest that is pending.
     */
    List<ClaimedDelivery> claim(Claim claim);

    /** Writes down what became of claimed deliveries. */
    void settle(List<Settled> settled);

    Optional<Delivery> find(UUID deliveryId);

    /** Oldest first. */
    List<Attempt> attempts(UUID deliveryId);

    /** Newest first. */
    List<Delivery> list(Filter filter, @Nullable Position after, int limit);

    /**
     * Makes one due now, whatever became of it, under the same id and with the whole schedule before it; false if it or
     * its receiver is not there.
     */
    boolean redeliver(UUID deliveryId, Instant now);

    Backlog backlog();

    /**
     * What to claim.
     *
     * @param inFlight how many are being attempted here, by receiver
     * @param perReceiver most that are attempted at a time for one receiver
     */
    record Claim(Instant now, Duration lease, int atMost, int perReceiver, Map<String, Integer> inFlight) {}

    /** Which deliveries to list; {@code null} for all. */
    record Filter(
            @Nullable DeliveryStatus status,
            @Nullable String receiver,
            @Nullable UUID investigationId) {}

    /** A place in the list. */
    record Position(Instant createdAt, UUID deliveryId) {}

    /**
     * What waits.
     *
     * @param oldestDue since when the delivery waits whose turn has come longest ago, {@code null} if none has
     */
    record Backlog(long pending, @Nullable Instant oldestDue) {}
}
