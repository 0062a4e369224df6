package dev.recur.notification.delivery;

import dev.recur.notification.channel.FailureReason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a receiver has been doing. After {@link #THRESHOLD} failures in a row it is open: nothing is attempted for a while,
 * then one attempt at a time until one works; each failure in between doubles the while, up to {@link #LONGEST_PAUSE}.
 * The pauses are short beside the waits of the retry schedule, which they do not replace: they keep a receiver that hangs
 * from holding more than one attempt, and one that fails at once from being hammered.
 *
 * @param failures in a row
 * @param openUntil nothing is attempted before
 */
record Circuit(int failures, Instant openUntil) {

    static final int THRESHOLD = 5;
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    /** Longest that one answer with {@code Retry-After} keeps everything else back. */
    static final Duration LONGEST_ASKED = Duration.ofMinutes(5);

    static final Circuit CLOSED = new Circuit(0, Instant.EPOCH);

    /**
     * After an attempt.
     *
     * @param retryAfter what the receiver asked for
     */
    Circuit after(@Nullable FailureReason reason, @Nullable Duration retryAfter, Instant now) {
        if (reason == null || !isTheReceivers(reason)) {
            return CLOSED;
        }
        if (now.isBefore(openUntil)) {
            return this; // began before it opened: says nothing new
        }
        var asked = reason == FailureReason.RATE_LIMITED && retryAfter != null
                ? now.plus(shorter(retryAfter, LONGEST_ASKED))
                : Instant.EPOCH;
        var paused = failures + 1 < THRESHOLD ? Instant.EPOCH : now.plus(pause(failures + 1 - THRESHOLD));
        return new Circuit(failures + 1, asked.isAfter(paused) ? asked : paused);
    }

    /** Most attempts that may begin now. */
    int room(int most, int inFlight, Instant now) {
        if (now.isBefore(openUntil)) {
            return 0;
        }
        return Math.max(0, (isOpen() ? 1 : most) - inFlight);
    }

    boolean isOpen() {
        return failures >= THRESHOLD;
    }

    /** A refusal of one message says that somebody is there. */
    private static boolean isTheReceivers(FailureReason reason) {
        return reason != FailureReason.CLIENT_ERROR && reason != FailureReason.INTERNAL_ERROR;
    }

    private static Duration pause(int probes) {
        return shorter(FIRST_PAUSE.multipliedBy(1L << Math.min(probes, 10)), LONGEST_PAUSE);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
