package dev.recur.service.kafka;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready only while Kafka answers; liveness never depends on it, since a restart would not help. */
@Readiness
class KafkaReadiness implements HealthCheck {

    private final KafkaTopics topics;

    KafkaReadiness(KafkaTopics topics) {
        this.topics = topics;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("kafka").status(topics.isReachable()).build();
    }
}
