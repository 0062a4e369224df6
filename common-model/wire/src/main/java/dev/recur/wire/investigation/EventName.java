package dev.recur.wire.investigation;

import dev.recur.wire.json.WireName;
import dev.recur.wire.topic.CloudEventTypes;

/** What happened to an investigation. */
public enum EventName implements WireName {
    OPENED,
    UPDATED,
    ESCALATED,
    WITHDRAWN,
    TRANSITIONED;

    /** The {@code ce_type} of its record. */
    public String cloudEventType() {
        return CloudEventTypes.INVESTIGATION_PREFIX + wireName();
    }
}
