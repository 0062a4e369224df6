package dev.recur.wire.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.wire.investigation.EventName;
import dev.recur.wire.report.ReportType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void topics_are_kept_as_long_as_the_contract_says() {
        assertThat(Topics.ALL)
                .containsExactly(
                        new Topics.Topic("recur.incident-reports", null),
                        new Topics.Topic("recur.markers", null),
                        new Topics.Topic("recur.investigation-events", Duration.ofDays(365)),
                        new Topics.Topic("recur.incident-reports.dead", Duration.ofDays(90)),
                        new Topics.Topic("recur.markers.dead", Duration.ofDays(90)),
                        new Topics.Topic("recur.investigation-events.dead", Duration.ofDays(90)),
                        new Topics.Topic("recur.api-keys", null, true));
    }

    @Test
    void records_have_the_types_of_the_contract() {
        assertThat(ReportType.REPORTED.cloudEventType()).isEqualTo("dev.recur.incident.reported");
        assertThat(ReportType.RETRACTED.cloudEventType()).isEqualTo("dev.recur.incident.retracted");
        assertThat(ReportType.RESTORED.cloudEventType()).isEqualTo("dev.recur.incident.restored");
        assertThat(EventName.WITHDRAWN.cloudEventType()).isEqualTo("dev.recur.investigation.withdrawn");
        assertThat(CloudEventTypes.MARKER_RECORDED).isEqualTo("dev.recur.marker.recorded");
        assertThat(ReportType.ofCloudEventType("dev.recur.incident.restored")).contains(ReportType.RESTORED);
        assertThat(ReportType.ofCloudEventType("dev.recur.incident.closed")).isEmpty();
    }
}
