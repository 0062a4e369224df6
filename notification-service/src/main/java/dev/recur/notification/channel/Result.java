package dev.recur.notification.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Did it work, and if not, is it worth another try? */
public sealed interface Result {

    /** What the receiver answered, if it did. */
    @Nullable
    Answer answer();

    /** The receiver has it. */
    record Delivered(Answer answer) implements Result {}

    /**
     * It may work later.
     *
     * @param retryAfter not before, if the receiver said so
     */
    record TryAgain(
            FailureReason reason,
            @Nullable Duration retryAfter,
            @Nullable Answer answer) implements Result {

        public static TryAgain because(FailureReason reason) {
            return new TryAgain(reason, null, null);
        }
    }

    /** It will never work. */
    record GiveUp(FailureReason reason, @Nullable Answer answer) implements Result {}
}
