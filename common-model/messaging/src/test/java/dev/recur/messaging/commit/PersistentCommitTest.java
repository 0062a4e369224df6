package dev.recur.messaging.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PersistentCommitTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final TopicPartition PARTITION = new TopicPartition("t", 3);

    private final AtomicReference<@Nullable RuntimeException> refusal = new AtomicReference<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private final Map<TopicPartition, Long> committed = new ConcurrentHashMap<>();
    private final PersistentCommit commit = new PersistentCommit(broker());

    @BeforeEach
    void it_has_the_partition() {
        commit.partitionsAssigned(List.of(PARTITION));
    }

    static List<RuntimeException> refusals() {
        return List.of(new RebalanceInProgressException(), new RetriableCommitFailedException("no coordinator"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void what_is_refused_for_a_while_is_committed_although_no_record_follows(RuntimeException passing) {
        refusal.set(passing);
        commit.taken(PARTITION, 41);
        await().atMost(PATIENCE).until(() -> attempts.get() > 2);
        assertThat(committed).isEmpty();
        refusal.set(null);
        await().atMost(PATIENCE).until(() -> Long.valueOf(42).equals(committed.get(PARTITION)));
    }

    @Test
    void what_was_refused_does_not_follow_what_came_after_it() {
        refusal.set(new RebalanceInProgressException());
        commit.taken(PARTITION, 41);
        refusal.set(null);
        commit.taken(PARTITION, 50);
        assertThat(committed).containsEntry(PARTITION, 51L);
        commit.taken(PARTITION, 41);
        await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> committed.get(PARTITION) == 51);
    }

    @Test
    void a_partition_that_has_gone_elsewhere_is_left_to_whoever_has_it() {
        refusal.set(new RebalanceInProgressException());
        commit.taken(PARTITION, 41);
        commit.partitionsRevoked(List.of(PARTITION));
        refusal.set(null);
        await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(committed::isEmpty);
    }

    @Test
    void what_was_stored_after_its_partition_had_gone_does_not_set_its_new_owner_back() {
        commit.partitionsRevoked(List.of(PARTITION));
        commit.taken(PARTITION, 41);
        assertThat(attempts).hasValue(0);
        commit.partitionsAssigned(List.of(PARTITION));
        commit.taken(PARTITION, 7);
        assertThat(committed).containsEntry(PARTITION, 8L);
    }

    @Test
    void one_that_the_group_has_put_out_does_not_insist() {
        refusal.set(new CommitFailedException());
        commit.taken(PARTITION, 41);
        await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> attempts.get() == 1);
    }

    private KafkaConsumer<?, ?> broker() {
        return (KafkaConsumer<?, ?>) Proxy.newProxyInstance(
                KafkaConsumer.class.getClassLoader(),
                new Class<?>[] {KafkaConsumer.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("commitAsync")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return answer((Map<?, ?>) arguments[0]);
                });
    }

    private Uni<Void> answer(Map<?, ?> offsets) {
        attempts.incrementAndGet();
        var refused = refusal.get();
        if (refused != null) {
            return Uni.createFrom().failure(refused);
        }
        offsets.forEach((partition, offset) ->
                committed.put((TopicPartition) partition, ((OffsetAndMetadata) offset).offset()));
        return Uni.createFrom().voidItem();
    }
}
