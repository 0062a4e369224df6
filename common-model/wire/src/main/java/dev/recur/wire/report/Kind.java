package dev.recur.wire.report;

import dev.recur.wire.json.WireName;

/** What sort of thing an incident is. */
public enum Kind implements WireName {
    INCIDENT,
    NEAR_MISS,
    SECURITY_INCIDENT,
    EXTERNAL,
    DRILL,
    FALSE_ALARM,
    PLANNED_MAINTENANCE,
    TEST
}
