package dev.recur.service.security;

import dev.recur.wire.key.KeyUse;
import dev.recur.wire.topic.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Follows the topic of API keys from its first record, in each instance anew and in no consumer group, so that every
 * service knows every key without a database and without asking another service; once a minute it writes there which keys
 * were used here. While Kafka is away the keys that are known stay accepted.
 */
@ApplicationScoped
public class IssuedKeys {

    private static final Logger LOG = Logger.getLogger(IssuedKeys.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long BETWEEN_USES = TimeUnit.MINUTES.toNanos(1);

    private final SecurityConfig config;
    private final ApiKeys keys;
    private final KeyTopic topic;
    private final Map<String, Object> kafka;
    private final String service;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().daemon().name("api-keys").unstarted(this::follow);
    private final Map<UUID, Instant> told = new HashMap<>();
    private long toldAt = System.nanoTime();

    IssuedKeys(
            SecurityConfig config,
            ApiKeys keys,
            KeyTopic topic,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.config = config;
        this.keys = keys;
        this.topic = topic;
        this.kafka = kafka;
        this.service = service;
    }

    /** A key of the configuration, by the roles that are granted to it. */
    public record Configured(
            UUID keyId, String name, Set<String> roles, Set<String> sources, Optional<Instant> expiresAt) {}

    /** The keys of this service's configuration. */
    public Stream<Configured> configured() {
        return config.keys().stream()
                .map(key -> new Configured(
                        ApiKeys.id(key), key.name(), key.roles(), key.sources().orElse(Set.of()), key.expiresAt()));
    }

    /** When a key was last used at any service, to the minute, and told within another. */
    public Optional<Instant> lastUsed(UUID keyId) {
        return keys.lastUsed(keyId);
    }

    /** True when every key that was issued is known. Where everybody may do everything, none is asked for. */
    boolean areKnown() {
        return config.isNone() || keys.isComplete();
    }

    void atStart(@Observes @Priority(StartCheck.NEXT) StartupEvent event) {
        if (!config.isNone()) {
            thread.start();
        }
    }

    void atEnd(@Observes ShutdownEvent event) {
        stopped.countDown();
    }

    private void follow() {
        while (!isStopped(Duration.ZERO)) {
            try (var consumer = consumer()) {
                follow(consumer, partitions(consumer));
            } catch (RuntimeException e) {
                if (stopped.getCount() > 0) {
                    LOG.warnf(e, "The topic of API keys is read again from its beginning");
                }
            }
            isStopped(Duration.ofSeconds(1));
        }
    }

    /** Waits until Kafka answers and the topic is there. */
    private List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
        while (true) {
            try {
                var partitions = consumer.partitionsFor(Topics.API_KEYS, PATIENCE).stream()
                        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                        .toList();
                if (!partitions.isEmpty() || isStopped(Duration.ofSeconds(1))) {
                    return partitions;
                }
            } catch (TimeoutException e) {
                // KafkaTopics says that it is away
                if (isStopped(Duration.ofSeconds(1))) {
                    return List.of();
                }
            }
        }
    }

    private void follow(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions, PATIENCE);
        var reader = new KeyTopicReader(keys);
        var behind = true;
        while (!isStopped(Duration.ZERO)) {
            if (behind && isAt(consumer, ends)) {
                reader.caughtUp();
                behind = false;
            }
            reader.take(consumer.poll(POLL));
            tellUses();
        }
    }

    private static boolean isAt(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
    }

    private void tellUses() {
        if (System.nanoTime() - toldAt < BETWEEN_USES) {
            return;
        }
        toldAt = System.nanoTime();
        keys.all().forEach(key -> {
            var usedAt = key.usedAt();
            if (usedAt != null && !usedAt.equals(told.put(key.key().id(), usedAt))) {
                var unused = topic.used(new KeyUse(key.key().id(), service, usedAt));
            }
        });
    }

    private boolean isStopped(Duration wait) {
        try {
            return stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        var settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
