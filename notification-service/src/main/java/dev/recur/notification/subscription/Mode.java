package dev.recur.notification.subscription;

import dev.recur.wire.json.WireName;

/** When a subscriber is told: of each event at once, or of a day's or a week's events together, in a digest. */
public enum Mode implements WireName {
    IMMEDIATE,
    DAILY,
    WEEKLY
}
