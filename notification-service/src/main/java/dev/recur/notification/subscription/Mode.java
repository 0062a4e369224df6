package dev.recur.notification.subscription;

import dev.recur.wire.json.WireName;

/** When a subscriber is told. */
public enum Mode implements WireName {
    IMMEDIATE
}
