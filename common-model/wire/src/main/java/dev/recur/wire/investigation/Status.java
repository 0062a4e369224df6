package dev.recur.wire.investigation;

import dev.recur.wire.json.WireName;

/** Where an investigation stands. */
public enum Status implements WireName {
    OPEN,
    TRIAGED,
    INVESTIGATING,
    ACTIONS_AGREED,
    VERIFYING,
    CLOSED,
    DISMISSED,
    ACCEPTED_RISK,
    WITHDRAWN
}
