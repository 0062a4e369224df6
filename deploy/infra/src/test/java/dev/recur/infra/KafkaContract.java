package dev.recur.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What a broker of ours promises, wherever it runs. */
abstract class KafkaContract {

    /** A new one, on a free port, with temporary data. */
    abstract Kafka start();

    @Test
    void what_the_broker_acknowledged_survives_kill_9() throws Exception {
        try (var kafka = start()) {
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
        try (var kafka = start()) {
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
}
