package dev.recur.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recur.infra.kafka.EmbeddedKafka;
import dev.recur.infra.process.FreePort;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

    @Test
    void what_the_broker_acknowledged_survives_kill_9() throws Exception {
        try (var kafka = EmbeddedKafka.start(EmbeddedOptions.temporary())) {
            var topic = Topic.create(kafka, "facts");
            var address = kafka.bootstrapServers();
            topic.send("before");
            var before = kafka.pid();

            kafka.kill();
            assertThat(kafka.running()).isFalse();
            kafka.restart();

            assertThat(kafka.bootstrapServers()).isEqualTo(address);
            assertThat(kafka.pid()).isNotEqualTo(before);
            topic.send("after");
            assertThat(topic.read(2)).containsExactly("before", "after");
        }
    }

    @Test
    void a_paused_broker_acknowledges_when_it_is_resumed_and_not_before() throws Exception {
        try (var kafka = EmbeddedKafka.start(EmbeddedOptions.temporary())) {
            var topic = Topic.create(kafka, "facts");
            kafka.pause();
            var sending = CompletableFuture.runAsync(() -> {
                try {
                    topic.send("late");
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            assertThatThrownBy(() -> sending.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);

            kafka.resume();

            sending.get(30, TimeUnit.SECONDS);
            assertThat(topic.read(1)).containsExactly("late");
        }
    }

    @Test
    void a_kept_folder_brings_the_records_back_on_the_port_asked_for(@TempDir Path folder) throws Exception {
        var options = EmbeddedOptions.durable(folder, FreePort.any());
        try (var kafka = EmbeddedKafka.start(options)) {
            assertThat(kafka.bootstrapServers()).isEqualTo("127.0.0.1:" + options.port());
            Topic.create(kafka, "facts").send("kept");
        }
        try (var kafka = EmbeddedKafka.start(options)) {
            assertThat(new Topic(kafka, "facts").read(1)).containsExactly("kept");
        }
    }

    @Test
    void a_port_in_use_is_said_with_the_brokers_own_words() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var options = new EmbeddedOptions(Optional.empty(), taken.getLocalPort(), false);
            assertThatThrownBy(() -> EmbeddedKafka.start(options))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessageContaining("Kafka ended while starting")
                    .hasMessageContaining("Address already in use");
        }
    }
}
