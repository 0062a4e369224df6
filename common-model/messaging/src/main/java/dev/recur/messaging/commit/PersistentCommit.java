package dev.recur.messaging.commit;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jboss.logging.Logger;

/**
 * Commits how far each partition is taken, as {@code latest} does, and goes on until Kafka has it: what is refused while
 * members come and go would else be committed with the next record only, and until there is one everything looks untaken.
 */
final class PersistentCommit implements KafkaCommitHandler {

    /** What {@code commit-strategy} calls it. */
    static final String NAME = "persistent";

    private static final Logger LOG = Logger.getLogger(PersistentCommit.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final KafkaConsumer<?, ?> consumer;

    /** The next offset of each partition that this consumer has, 0 before it has taken a record of it. */
    private final Map<TopicPartition, Long> next = new ConcurrentHashMap<>();

    PersistentCommit(KafkaConsumer<?, ?> consumer) {
        this.consumer = consumer;
    }

    @ApplicationScoped
    @Identifier(NAME)
    static class Factory implements KafkaCommitHandler.Factory {
        @Override
        public KafkaCommitHandler create(
                KafkaConnectorIncomingConfiguration config,
                Vertx vertx,
                KafkaConsumer<?, ?> consumer,
                BiConsumer<Throwable, Boolean> reportFailure) {
            return new PersistentCommit(consumer);
        }
    }

    @Override
    public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record) {
        taken(new TopicPartition(record.getTopic(), record.getPartition()), record.getOffset());
        return Uni.createFrom().voidItem().runSubscriptionOn(record::runOnMessageContext);
    }

    @Override
    public void partitionsAssigned(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> next.put(partition, 0L));
    }

    @Override
    public void partitionsRevoked(Collection<TopicPartition> partitions) {
        partitions.forEach(next::remove);
    }

    @Override
    public void terminate(boolean graceful) {
        next.clear();
    }

    /** A record of a partition that has gone meanwhile is taken again by whoever has it: only that commits. */
    void taken(TopicPartition partition, long offset) {
        var furthest = next.computeIfPresent(partition, (same, before) -> Math.max(before, offset + 1));
        if (furthest != null && furthest == offset + 1) {
            Uni.createFrom()
                    .deferred(() -> commit(partition, offset + 1))
                    .onFailure(failure -> failure instanceof RebalanceInProgressException
                            || failure instanceof RetriableCommitFailedException)
                    .retry()
                    .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                    .indefinitely()
                    .subscribe()
                    .with(
                            done -> {},
                            failure -> LOG.warnf(failure, "%s: offset %d is not committed", partition, offset));
        }
    }

    /** Nothing where it has come further since, or has the partition no more. */
    private Uni<Void> commit(TopicPartition partition, long offset) {
        return Long.valueOf(offset).equals(next.get(partition))
                ? consumer.commitAsync(Map.of(partition, new OffsetAndMetadata(offset)))
                : Uni.createFrom().voidItem();
    }
}
