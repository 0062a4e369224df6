package dev.recur.wire.topic;

/** Values of {@code ce_type}. */
public final class CloudEventTypes {
    public static final String INCIDENT_REPORTED = "dev.recur.incident.reported";
    public static final String INCIDENT_RETRACTED = "dev.recur.incident.retracted";
    public static final String INCIDENT_RESTORED = "dev.recur.incident.restored";

    public static final String MARKER_RECORDED = "dev.recur.marker.recorded";

    public static final String API_KEY_ISSUED = "dev.recur.api-key.issued";
    public static final String API_KEY_USED = "dev.recur.api-key.used";

    /** Followed by the name of the event, for example {@code opened}. */
    public static final String INVESTIGATION_PREFIX = "dev.recur.investigation.";

    private CloudEventTypes() {}
}
