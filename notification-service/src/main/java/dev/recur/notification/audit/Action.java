package dev.recur.notification.audit;

import dev.recur.wire.json.WireName;

/** What somebody does that changes something, or sends something. */
public enum Action implements WireName {
    RECEIVER_CREATED,
    RECEIVER_CHANGED,
    RECEIVER_DELETED,
    RECEIVER_SECRET_ROTATED,
    RECEIVER_TESTED,
    RECEIVER_REPLAYED,
    SUBSCRIPTION_CREATED,
    SUBSCRIPTION_CHANGED,
    SUBSCRIPTION_DELETED,
    SUBSCRIPTION_ENDED_BY_LINK,
    SILENCE_CREATED,
    SILENCE_ENDED,
    DELIVERY_REDELIVERED,
    DEAD_LETTERS_REPLAYED
}
