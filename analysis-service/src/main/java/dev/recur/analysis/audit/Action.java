package dev.recur.analysis.audit;

import dev.recur.wire.json.WireName;

/** What somebody does that changes more than a report does. */
public enum Action implements WireName {
    RULE_CREATED,
    RULE_CHANGED,
    RULE_DELETED,
    INVESTIGATION_TRANSITIONED,
    TAXONOMY_CHANGED,
    PERSONAL_DATA_ERASED,
    COUNTS_REBUILT,
    DEAD_LETTERS_REPLAYED,
    API_KEY_ISSUED,
    API_KEY_REVOKED
}
