package dev.recur.notification.delivery;

import dev.recur.wire.json.WireName;

/** Where a delivery stands. */
public enum DeliveryStatus implements WireName {
    PENDING,
    DELIVERED,
    DEAD,
    SILENCED
}
