package dev.recur.notification.delivery;

import dev.recur.wire.json.WireName;

/** Why a delivery is not attempted, though nothing failed. */
public enum HoldReason implements WireName {
    /** It waits for the digest that it is part of. */
    DIGEST,
    /** A silence held it back. */
    SILENCE
}
