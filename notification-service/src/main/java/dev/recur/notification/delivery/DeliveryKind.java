package dev.recur.notification.delivery;

import dev.recur.wire.json.WireName;

/** What a delivery tells. */
public enum DeliveryKind implements WireName {
    /** One event to one subscription: at once, in a digest, or held back by a silence. */
    EVENT,
    /** What happened since the last digest of a subscription. */
    DIGEST,
    /** What a silence held back from a receiver. */
    SILENCE_SUMMARY,
    /** To the fallback receiver: another one cannot be told. */
    RECEIVER_FAILING
}
