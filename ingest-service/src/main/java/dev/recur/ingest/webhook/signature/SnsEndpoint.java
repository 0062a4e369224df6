package dev.recur.ingest.webhook.signature;

import java.net.URI;
import java.security.PublicKey;
import java.util.Optional;

/** Amazon SNS, where we have to ask it something. Addresses are those that {@link SnsMessage} let through. */
public interface SnsEndpoint {

    /** The key of the certificate at an address, or empty when it cannot be had now. */
    Optional<PublicKey> key(URI address);

    /** Confirms a subscription; false when that did not work. */
    boolean confirm(URI address);
}
