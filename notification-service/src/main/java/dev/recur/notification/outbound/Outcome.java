package dev.recur.notification.outbound;

import dev.recur.notification.channel.Answer;
import dev.recur.notification.channel.FailureReason;
import org.jspecify.annotations.Nullable;

/** What came of a request. */
public sealed interface Outcome {

    /**
     * There was an answer.
     *
     * @param retryAfter the header of that name, as it stands
     */
    record Answered(Answer answer, @Nullable String retryAfter) implements Outcome {}

    /** There was none. */
    record Failed(FailureReason reason) implements Outcome {}
}
