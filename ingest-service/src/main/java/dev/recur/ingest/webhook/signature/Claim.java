package dev.recur.ingest.webhook.signature;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a request claim.
 *
 * @param signatures any of which may be the right one
 * @param signedPrefix what is signed before the body
 * @param timestamp the seconds since 1970 that are signed too, if any
 * @param delivery the name of the delivery that is signed too, if any
 */
record Claim(
        List<String> signatures,
        String signedPrefix,
        @Nullable String timestamp,
        @Nullable String delivery) {

    /** A claim for the body alone. */
    static Claim ofBody(List<String> signatures) {
        return new Claim(signatures, "", null, null);
    }
}
