package dev.recur.ingest.intake;

import dev.recur.wire.json.WireName;

/** The way by which a report comes; each has its own deadline. */
public enum Transport implements WireName {
    API,
    WEBHOOK
}
