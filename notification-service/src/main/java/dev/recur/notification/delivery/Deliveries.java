package dev.recur.notification.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the ledger shows. Every method waits for the store. */
public interface Deliveries {

    Optional<Delivery> find(UUID deliveryId);

    /** Oldest first. */
    List<Attempt> attempts(UUID deliveryId);

    /** Newest first. */
    List<Delivery> list(Filter filter, @Nullable Position after, int limit);

    /** Which deliveries to list; {@code null} for all. */
    record Filter(
            @Nullable DeliveryStatus status,
            @Nullable String receiver,
            @Nullable UUID investigationId) {}

    /** A place in the list. */
    record Position(Instant createdAt, UUID deliveryId) {}
}
