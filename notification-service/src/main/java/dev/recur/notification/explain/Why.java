package dev.recur.notification.explain;

import dev.recur.wire.json.WireName;

/** Why somebody was told of an event, or was not. */
public enum Why implements WireName {
    /** It was delivered. */
    TOLD,
    /** It is due, and was not attempted yet. */
    DUE,
    /** The attempts so far failed; there will be more. */
    RETRYING,
    /** It waits for the digest that it is part of. */
    DIGEST,
    /** A silence held it back. */
    SILENCE,
    /** It was given up. */
    GIVEN_UP,
    /** The subscription had not been made yet, or enabled again, when it happened. */
    NOT_YET_MADE,
    /** The subscription is disabled. */
    DISABLED,
    /** The subscription's {@code where} does not match. */
    FILTER,
    /** The subscription does not ask for such events. */
    EVENT_TYPE,
    /** The subscription asks for it now, and did not when it happened. */
    CHANGED_SINCE
}
