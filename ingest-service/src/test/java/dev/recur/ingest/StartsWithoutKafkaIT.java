package dev.recur.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recur.infra.EmbeddedOptions;
import dev.recur.infra.kafka.EmbeddedKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StartsWithoutKafkaIT.NoKafka.class, restrictToAnnotatedClass = true)
class StartsWithoutKafkaIT {

    private static int port;

    @Test
    void the_service_starts_without_kafka_refuses_at_once_and_takes_reports_once_kafka_is_there() {
        assertThat(Ingest.management("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(Ingest.readiness().statusCode()).isEqualTo(503);
        var refused = Ingest.post("{\"title\": \"x\"}");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isNotBlank();

        try (var kafka = EmbeddedKafka.start(new EmbeddedOptions(Optional.empty(), port, false))) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> Ingest.post("{\"title\": \"x\"}").statusCode() == 202);
            assertThat(kafka.running()).isTrue();
            Ingest.awaitReady();
        }
    }

    /** An address with nothing behind it yet. */
    public static final class NoKafka implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = socket.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            var config = new HashMap<>(Keys.TOOLING.config());
            config.put("kafka.bootstrap.servers", "127.0.0.1:" + port);
            config.put("quarkus.http.test-port", "0");
            config.put("quarkus.management.test-port", "0");
            return config;
        }

        @Override
        public void stop() {}
    }
}
