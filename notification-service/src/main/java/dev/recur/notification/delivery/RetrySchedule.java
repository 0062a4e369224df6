package dev.recur.notification.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When to try again: the waits of Standard Webhooks, 75 h 35 min altogether, each up to a fifth shorter or longer, so that
 * receivers that failed together are not all tried together.
 */
public final class RetrySchedule {

    /** Before each attempt; the first is made at once. */
    private static final List<Duration> WAITS = List.of(
            Duration.ZERO,
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    private static final double JITTER = 0.2;

    /** A receiver may ask for patience, but not for ever. */
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(24);

    private final RandomGenerator random;

    public RetrySchedule(RandomGenerator random) {
        this.random = random;
    }

    /**
     * How long to wait after an attempt that failed; empty when it was the last.
     *
     * @param attempts how many were made
     * @param retryAfter what the receiver asked for, if it did: the wait is no shorter
     */
    public Optional<Duration> waitAfter(int attempts, @Nullable Duration retryAfter) {
        if (attempts >= WAITS.size()) {
            return Optional.empty();
        }
        var scheduled = jittered(WAITS.get(attempts));
        if (retryAfter == null) {
            return Optional.of(scheduled);
        }
        var asked = retryAfter.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : retryAfter;
        return Optional.of(asked.compareTo(scheduled) > 0 ? asked : scheduled);
    }

    private Duration jittered(Duration wait) {
        var factor = 1 - JITTER + random.nextDouble() * 2 * JITTER;
        return Duration.ofMillis(Math.round(wait.toMillis() * factor));
    }
}
