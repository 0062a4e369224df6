package dev.recur.notification.delivery;

import dev.recur.notification.subscription.Timing;
import java.util.UUID;

/** What becomes of a new delivery first. */
public sealed interface Handling {

    /** It is due. */
    record AtOnce() implements Handling {}

    /** It waits for the subscription's next digest. */
    record InDigest(Timing.Digest timing) implements Handling {}

    /** It is held back, and told of when the silence ends. */
    record Silenced(UUID silenceId) implements Handling {}

    /** Its receiver is no more. */
    record Dead() implements Handling {}
}
