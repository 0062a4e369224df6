package dev.recur.notification.deadletter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The dead letters that there are. Every method waits for the broker. */
public interface DeadLetterBox {

    /** Those after a position, the oldest of each partition first. */
    List<DeadLetter> list(DeadLetter.@Nullable Position after, int most);

    /**
     * Puts everything back that has not been yet, at least once; whoever takes a record twice is not changed by it. What
     * still cannot be processed becomes a new dead letter.
     */
    Replay replay();

    /**
     * What a replay did.
     *
     * @param replayed how many records are back on their topic
     * @param lost how many were too long to be put aside with their value
     */
    record Replay(int replayed, int lost) {}

    /** The broker does not answer; the same again later may work. */
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unavailable(Throwable cause) {
            super("the broker does not answer: " + cause, cause);
        }
    }
}
