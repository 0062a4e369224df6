package dev.recur.notification.delivery;

import dev.recur.notification.channel.FailureReason;
import dev.recur.notification.channel.Result;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try at a delivery.
 *
 * @param number from 1
 * @param status what the receiver answered, if it did
 * @param reason why it failed, {@code null} if it did not
 * @param answer the first 1 KiB of the answer's body
 */
public record Attempt(
        int number,
        Instant at,
        Duration latency,
        @Nullable Integer status,
        @Nullable FailureReason reason,
        @Nullable String answer) {

    static Attempt of(int number, Instant at, Instant until, Result result) {
        var answer = result.answer();
        var reason = switch (result) {
            case Result.Delivered delivered -> null;
            case Result.TryAgain again -> again.reason();
            case Result.GiveUp gaveUp -> gaveUp.reason();
        };
        return new Attempt(
                number,
                at,
                Duration.between(at, until),
                answer == null ? null : answer.status(),
                reason,
                answer == null ? null : answer.excerpt());
    }
}
