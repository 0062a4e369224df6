package dev.recur.wire.investigation;

import dev.recur.wire.json.WireName;

/** How much a rule's investigations matter. */
public enum Priority implements WireName {
    LOW,
    NORMAL,
    HIGH,
    URGENT
}
