package dev.recur.notification.delivery;

import dev.recur.notification.channel.FailureReason;
import dev.recur.wire.investigation.EventName;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message to one receiver.
 *
 * @param deliveryId also the {@code webhook-id}
 * @param receiver its name, which may be gone by now
 * @param reason why the last attempt failed, or why there will be none
 * @param attempts how many were made
 * @param nextAttemptAt of a pending one
 * @param finishedAt when it was delivered or given up
 */
public record Delivery(
        UUID deliveryId,
        DeliveryStatus status,
        @Nullable FailureReason reason,
        UUID subscriptionId,
        String receiver,
        UUID investigationId,
        EventName event,
        long sequence,
        UUID eventId,
        Instant happenedAt,
        int attempts,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant finishedAt) {}
