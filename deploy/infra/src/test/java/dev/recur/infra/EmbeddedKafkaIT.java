package dev.recur.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recur.infra.kafka.EmbeddedKafka;
import dev.recur.infra.process.FreePort;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT extends KafkaContract {

    @Override
    Kafka start() {
        return EmbeddedKafka.start(EmbeddedOptions.temporary());
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
