package dev.recur.analysis.deadletter.kafka;

import dev.recur.messaging.deadletter.DeadLetterTopics;
import dev.recur.wire.topic.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Which topics have the dead letters of this service. */
final class AnalysisDeadLetters {

    @Produces
    @Singleton
    DeadLetterTopics topics(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        return new DeadLetterTopics(
                kafka, List.of(Topics.INCIDENT_REPORTS_DEAD, Topics.MARKERS_DEAD), "recur-dead-letter-replay");
    }
}
