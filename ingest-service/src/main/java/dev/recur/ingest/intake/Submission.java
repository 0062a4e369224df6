package dev.recur.ingest.intake;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request beside its body.
 *
 * @param idempotencyKey as the sender meant it, without quotes
 * @param traceparent W3C trace context to pass through
 * @param since when its body was there, in the nanoseconds of {@link System#nanoTime()}: deadlines count from then
 * @param deadline how long its sender waits, where that is not what its transport says
 */
public record Submission(
        Transport transport,
        Sender sender,
        @Nullable String idempotencyKey,
        @Nullable String traceparent,
        long since,
        @Nullable Duration deadline) {

    public Submission(
            Transport transport,
            Sender sender,
            @Nullable String idempotencyKey,
            @Nullable String traceparent,
            long since) {
        this(transport, sender, idempotencyKey, traceparent, since, null);
    }

    /** The same, with its body there by now. */
    public Submission received() {
        return new Submission(transport, sender, idempotencyKey, traceparent, System.nanoTime(), deadline);
    }

    /** The same of a sender that waits for so long. */
    public Submission within(Duration patience) {
        return new Submission(transport, sender, idempotencyKey, traceparent, since, patience);
    }

    /** How much of a deadline is left. */
    public Duration left(Duration deadline) {
        return deadline.minusNanos(System.nanoTime() - since);
    }

    @Nullable
    ItemKey keyOfOne() {
        return idempotencyKey == null ? null : new ItemKey(idempotencyKey, 0, idempotencyKey);
    }

    @Nullable
    ItemKey keyOfItem(int index) {
        return idempotencyKey == null ? null : new ItemKey(idempotencyKey, index, idempotencyKey + "/" + index);
    }
}
