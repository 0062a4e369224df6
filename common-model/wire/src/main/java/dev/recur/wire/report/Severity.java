package dev.recur.wire.report;

import dev.recur.wire.json.WireName;

/** How bad an incident is, from {@link #SEV1}, the worst. */
public enum Severity implements WireName {
    SEV1,
    SEV2,
    SEV3,
    SEV4,
    SEV5,
    UNKNOWN
}
