package dev.recur.notification.http;

import dev.recur.notification.channel.FailureReason;
import dev.recur.notification.delivery.Attempt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An attempt as callers see it. */
record AttemptView(
        int number,
        Instant at,
        long latencyMillis,
        boolean delivered,
        @Nullable Integer status,
        @Nullable FailureReason reason,
        @Nullable String answer) {

    static AttemptView of(Attempt attempt) {
        return new AttemptView(
                attempt.number(),
                attempt.at(),
                attempt.latency().toMillis(),
                attempt.reason() == null,
                attempt.status(),
                attempt.reason(),
                attempt.answer());
    }
}
