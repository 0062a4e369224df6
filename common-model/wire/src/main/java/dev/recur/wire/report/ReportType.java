package dev.recur.wire.report;

import dev.recur.wire.topic.CloudEventTypes;
import java.util.Optional;
import java.util.stream.Stream;

/** The kind of statement that a report makes: facts, or that the incident is taken back, or that it stands again. */
public enum ReportType {
    REPORTED(CloudEventTypes.INCIDENT_REPORTED),
    RETRACTED(CloudEventTypes.INCIDENT_RETRACTED),
    RESTORED(CloudEventTypes.INCIDENT_RESTORED);

    private final String cloudEventType;

    ReportType(String cloudEventType) {
        this.cloudEventType = cloudEventType;
    }

    /** The {@code ce_type} of its record. */
    public String cloudEventType() {
        return cloudEventType;
    }

    /** The type of a record with that {@code ce_type}. */
    public static Optional<ReportType> ofCloudEventType(String cloudEventType) {
        return Stream.of(values())
                .filter(type -> type.cloudEventType.equals(cloudEventType))
                .findFirst();
    }
}
