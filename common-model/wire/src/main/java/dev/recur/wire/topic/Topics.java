package dev.recur.wire.topic;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The topics of Recur. */
public final class Topics {

    public static final String INCIDENT_REPORTS = "recur.incident-reports";
    public static final String MARKERS = "recur.markers";
    public static final String INVESTIGATION_EVENTS = "recur.investigation-events";
    public static final String INCIDENT_REPORTS_DEAD = "recur.incident-reports.dead";
    public static final String MARKERS_DEAD = "recur.markers.dead";
    public static final String INVESTIGATION_EVENTS_DEAD = "recur.investigation-events.dead";
    public static final String API_KEYS = "recur.api-keys";

    /** Every topic that a service creates at its start when it is missing. */
    public static final List<Topic> ALL = List.of(
            new Topic(INCIDENT_REPORTS, null),
            new Topic(MARKERS, null),
            new Topic(INVESTIGATION_EVENTS, Duration.ofDays(365)),
            new Topic(INCIDENT_REPORTS_DEAD, Duration.ofDays(90)),
            new Topic(MARKERS_DEAD, Duration.ofDays(90)),
            new Topic(INVESTIGATION_EVENTS_DEAD, Duration.ofDays(90)),
            Topic.compacted(API_KEYS));

    private Topics() {}

    /**
     * A topic.
     *
     * @param retention how long its records are kept, {@code null} for ever
     * @param isCompacted true if only the last record of each key is kept; it has one partition, as it is read as a whole
     */
    public record Topic(String name, @Nullable Duration retention, boolean isCompacted) {

        public Topic(String name, @Nullable Duration retention) {
            this(name, retention, false);
        }

        private static Topic compacted(String name) {
            return new Topic(name, null, true);
        }
    }
}
