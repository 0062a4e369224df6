package dev.recur.ingest.intake.kafka;

import static org.apache.kafka.clients.producer.ProducerConfig.ACKS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BATCH_SIZE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BUFFER_MEMORY_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.CLIENT_ID_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.LINGER_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_BLOCK_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION;
import static org.apache.kafka.clients.producer.ProducerConfig.METADATA_MAX_IDLE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How the producer is set up: what must hold for a 202 is not left to a default, nor to the configuration. */
final class ProducerProperties {

    private static final int KIB = 1024;

    private ProducerProperties() {}

    /**
     * The properties.
     *
     * @param connection where Kafka is and how to talk to it
     * @param deadline the producer gives up a little before it, so that what is refused is seldom published after all
     */
    static Map<String, Object> with(Map<String, Object> connection, Duration deadline) {
        var properties = new HashMap<>(connection);
        properties.put(CLIENT_ID_CONFIG, "recur-ingest");
        properties.put(ACKS_CONFIG, "all");
        properties.put(ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        properties.put(LINGER_MS_CONFIG, 2);
        properties.put(BATCH_SIZE_CONFIG, 64 * KIB);
        properties.put(BUFFER_MEMORY_CONFIG, 96L * KIB * KIB);
        var patience = Math.max(500, deadline.toMillis() - 500);
        properties.put(DELIVERY_TIMEOUT_MS_CONFIG, (int) patience);
        properties.put(REQUEST_TIMEOUT_MS_CONFIG, (int) Math.min(1500, patience / 2));
        // Should a send ever have to wait, it is on the event loop.
        properties.put(MAX_BLOCK_MS_CONFIG, 100);
        // A topic that nobody reported to for five minutes must not be forgotten: the next send would wait for it.
        properties.put(METADATA_MAX_IDLE_CONFIG, Duration.ofDays(365).toMillis());
        properties.put(RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        return properties;
    }
}
