package dev.recur.ingest.intake.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class ProducerPropertiesTest {

    @Test
    void what_a_202_promises_cannot_be_configured_away() {
        var properties = ProducerProperties.with(
                Map.of(
                        "acks", "1",
                        "enable.idempotence", "false",
                        "security.protocol", "SASL_SSL",
                        "bootstrap.servers", "kafka:9092"),
                Duration.ofSeconds(4));

        assertThat(properties)
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("max.in.flight.requests.per.connection", 5)
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("delivery.timeout.ms", 3_500);
    }

    @Test
    void kafka_accepts_them_for_any_deadline() {
        for (var deadline : new int[] {200, 800, 4_000, 60_000}) {
            var properties =
                    ProducerProperties.with(Map.of("bootstrap.servers", "127.0.0.1:1"), Duration.ofMillis(deadline));
            properties.put("key.serializer", StringSerializer.class);
            properties.put("value.serializer", ByteArraySerializer.class);
            assertThat(new ProducerConfig(properties).getString("acks")).isEqualTo("-1");
        }
    }
}
