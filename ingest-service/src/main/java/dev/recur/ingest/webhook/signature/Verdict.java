package dev.recur.ingest.webhook.signature;

import java.util.Optional;

/** What came of judging a request's signature. */
public sealed interface Verdict {

    /**
     * It comes from the sender.
     *
     * @param delivery names the delivery where the scheme limits how long a signature is good for: the same again
     *     within that time is a repetition or a replay
     */
    record Genuine(Optional<String> delivery) implements Verdict {}

    /** It is not signed, or not by the sender, or too long ago; nobody is told which. */
    record Refused() implements Verdict {}

    /** It cannot be judged now. */
    record Unavailable() implements Verdict {}

    Verdict GENUINE = new Genuine(Optional.empty());
    Verdict REFUSED = new Refused();
}
