package dev.recur.notification.delivery;

import dev.recur.wire.investigation.EventName;
import dev.recur.wire.json.WireName;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message to one receiver, or a part of one.
 *
 * @param reason why the last attempt failed, or why there is none: a {@link HoldReason} or a failure's
 * @param subscriptionId of an event or a digest that somebody subscribed to
 * @param receiver its name, which may be gone by now
 * @param investigationId of an event, as are the three after it and {@code happenedAt}
 * @param attempts how many were made
 * @param nextAttemptAt of a pending one; when its digest is due, of one that waits for it
 * @param finishedAt when it was delivered, given up or held back
 * @param digestId the delivery that tells it together with others
 * @param silenceId what holds it back, or what it sums up
 */
public record Delivery(
        UUID deliveryId,
        DeliveryKind kind,
        DeliveryStatus status,
        @Nullable WireName reason,
        @Nullable UUID subscriptionId,
        String receiver,
        @Nullable UUID investigationId,
        @Nullable EventName event,
        @Nullable Long sequence,
        @Nullable UUID eventId,
        @Nullable Instant happenedAt,
        int attempts,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant finishedAt,
        @Nullable UUID digestId,
        @Nullable UUID silenceId) {}
