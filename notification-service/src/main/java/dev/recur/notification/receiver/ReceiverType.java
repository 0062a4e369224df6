package dev.recur.notification.receiver;

import dev.recur.wire.json.WireName;

/** By which channel a receiver is told. */
public enum ReceiverType implements WireName {
    WEBHOOK,
    SLACK,
    TEAMS,
    EMAIL,
    PAGERDUTY
}
