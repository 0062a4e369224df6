package dev.recur.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.wire.topic.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NewTopicTest {

    private static final Map<String, String> FOR_EVER =
            Map.of("retention.ms", "-1", "message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));

    @Test
    void reports_are_kept_for_ever_and_may_have_any_time() {
        var topic = topic(Topics.INCIDENT_REPORTS, 1, null);

        assertThat(topic.numPartitions()).isEqualTo(12);
        assertThat(topic.configs()).isEqualTo(FOR_EVER);
    }

    @Test
    void of_three_copies_two_must_have_a_record() {
        var topic = topic(Topics.INCIDENT_REPORTS, 3, null);

        assertThat(topic.replicationFactor()).isEqualTo((short) 3);
        assertThat(topic.configs()).containsAllEntriesOf(FOR_EVER).containsEntry("min.insync.replicas", "2");
        assertThat(topic(Topics.API_KEYS, 3, null).configs())
                .isEqualTo(Map.of("cleanup.policy", "compact", "min.insync.replicas", "2"));
    }

    @Test
    void an_organisation_that_must_forget_says_after_how_long() {
        assertThat(topic(Topics.INCIDENT_REPORTS, 1, Duration.ofDays(730)).configs())
                .containsEntry(
                        "retention.ms", Long.toString(Duration.ofDays(730).toMillis()));
        assertThat(topic(Topics.INVESTIGATION_EVENTS, 1, Duration.ofDays(730)).configs())
                .as("what is forgotten anyway is not kept longer")
                .isEqualTo(Map.of(
                        "retention.ms", Long.toString(Duration.ofDays(365).toMillis())));
    }

    private static NewTopic topic(String name, int replication, @Nullable Duration retention) {
        var topic = Topics.ALL.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        return KafkaTopics.newTopic(topic, 12, (short) replication, retention);
    }
}
