package dev.recur.notification.delivery;

import dev.recur.notification.channel.FailureReason;
import dev.recur.notification.channel.Result;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a delivery after its turn.
 *
 * @param attempt what was tried; {@code null} if there was nobody to try
 * @param nextAttemptAt of one that stays pending
 */
public record Settled(
        ClaimedDelivery delivery,
        @Nullable Attempt attempt,
        DeliveryStatus status,
        @Nullable FailureReason reason,
        Instant at,
        @Nullable Instant nextAttemptAt) {

    /** After an attempt. */
    static Settled after(
            ClaimedDelivery delivery, Result result, Instant startedAt, Instant endedAt, RetrySchedule schedule) {
        var attempt = Attempt.of(delivery.attempts() + 1, startedAt, endedAt, result);
        return switch (result) {
            case Result.Delivered delivered ->
                new Settled(delivery, attempt, DeliveryStatus.DELIVERED, null, endedAt, null);
            case Result.TryAgain again ->
                schedule.waitAfter(delivery.failuresInRow() + 1, again.retryAfter())
                        .map(wait -> new Settled(
                                delivery, attempt, DeliveryStatus.PENDING, again.reason(), endedAt, endedAt.plus(wait)))
                        .orElseGet(() ->
                                new Settled(delivery, attempt, DeliveryStatus.DEAD, again.reason(), endedAt, null));
            case Result.GiveUp gaveUp ->
                new Settled(delivery, attempt, DeliveryStatus.DEAD, gaveUp.reason(), endedAt, null);
        };
    }

    /** Without an attempt, for that reason. */
    static Settled unattempted(ClaimedDelivery delivery, FailureReason reason, Instant now) {
        return new Settled(delivery, null, DeliveryStatus.DEAD, reason, now, null);
    }
}
