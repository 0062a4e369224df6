package dev.recur.notification.delivery;

import dev.recur.notification.channel.FailureReason;
import dev.recur.notification.channel.Result;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a delivery after its turn.
 *
 * @param attempt what was tried; {@code null} if there was nobody to try
 * @param at when the turn ended
 * @param nextIn until the next attempt, of one that stays pending
 * @param retryAfter the patience that the receiver asked for
 */
public record Settled(
        ClaimedDelivery delivery,
        @Nullable Attempt attempt,
        DeliveryStatus status,
        @Nullable FailureReason reason,
        Instant at,
        @Nullable Duration nextIn,
        @Nullable Duration retryAfter) {

    /** After an attempt. */
    static Settled after(
            ClaimedDelivery delivery, Result result, Instant startedAt, Instant endedAt, RetrySchedule schedule) {
        var attempt = Attempt.of(delivery.attempts() + 1, startedAt, endedAt, result);
        return switch (result) {
            case Result.Delivered delivered ->
                new Settled(delivery, attempt, DeliveryStatus.DELIVERED, null, endedAt, null, null);
            case Result.TryAgain again -> {
                var wait = schedule.waitAfter(delivery.failuresInRow() + 1, again.retryAfter());
                yield new Settled(
                        delivery,
                        attempt,
                        wait.isPresent() ? DeliveryStatus.PENDING : DeliveryStatus.DEAD,
                        again.reason(),
                        endedAt,
                        wait.orElse(null),
                        again.retryAfter());
            }
            case Result.GiveUp gaveUp ->
                new Settled(delivery, attempt, DeliveryStatus.DEAD, gaveUp.reason(), endedAt, null, null);
        };
    }

    /** Without an attempt, for that reason. */
    static Settled unattempted(ClaimedDelivery delivery, FailureReason reason, Instant now) {
        return new Settled(delivery, null, DeliveryStatus.DEAD, reason, now, null, null);
    }

    /** The same under a lease that was taken since. */
    Settled under(Instant leaseEnd) {
        return new Settled(delivery.under(leaseEnd), attempt, status, reason, at, nextIn, retryAfter);
    }

    /** True if it is dead because its receiver could not be told, rather than because nobody was to be told any more. */
    public boolean showsFailingReceiver() {
        return status == DeliveryStatus.DEAD && attempt != null;
    }
}
