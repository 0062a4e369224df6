package dev.recur.service.kafka;

import dev.recur.service.security.StartCheck;
import dev.recur.wire.topic.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Creates missing topics at the start of a service, and goes on asking whether the broker answers. A broker that is away
 * delays nothing: it is asked again every second until it is there.
 */
@ApplicationScoped
public class KafkaTopics {

    private static final Logger LOG = Logger.getLogger(KafkaTopics.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Map<String, Object> connection;
    private final KafkaConfig config;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("kafka-topics").factory());
    private @Nullable Admin admin;
    private volatile boolean created;
    private volatile boolean reachable;
    private boolean complained;

    KafkaTopics(@Identifier("default-kafka-broker") Map<String, Object> connection, KafkaConfig config) {
        this.connection = connection;
        this.config = config;
    }

    /** True when the topics are there and the broker answered the last time it was asked. */
    public boolean isReachable() {
        return created && reachable;
    }

    void atStart(@Observes @Priority(StartCheck.NEXT) StartupEvent event) {
        var unused = thread.scheduleWithFixedDelay(this::ask, 0, 1, TimeUnit.SECONDS);
    }

    void atEnd(@Observes ShutdownEvent event) {
        thread.shutdownNow();
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    private void ask() {
        var before = reachable;
        try {
            var client = client();
            if (!created) {
                create(client);
                created = true;
            }
            var options = new DescribeClusterOptions().timeoutMs((int) PATIENCE.toMillis());
            reachable = !client.describeCluster(options).nodes().get().isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            reachable = false;
            if (before || !complained) {
                complained = true;
                LOG.warnf("Kafka at %s does not answer: %s", servers(), e.getMessage());
            }
        }
        if (reachable && !before) {
            LOG.infof("Kafka at %s answers", servers());
        }
    }

    private @Nullable Object servers() {
        return connection.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    }

    private Admin client() {
        var client = admin;
        if (client == null) {
            var configuration = new HashMap<>(connection);
            configuration.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000");
            client = Admin.create(configuration);
            admin = client;
        }
        return client;
    }

    private void create(Admin client) throws InterruptedException, ExecutionException, TimeoutException {
        var existing = client.listTopics().names().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        var missing = Topics.ALL.stream()
                .filter(topic -> !existing.contains(topic.name()))
                .map(this::newTopic)
                .toList();
        for (var topic : missing) {
            try {
                client.createTopics(List.of(topic)).all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                LOG.infof("created the topic %s", topic.name());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private NewTopic newTopic(Topics.Topic topic) {
        return newTopic(
                topic,
                config.partitions(),
                config.replication(),
                config.retention().orElse(null));
    }

    static NewTopic newTopic(
            Topics.Topic topic, int partitions, short replication, @Nullable Duration retentionOfWhatIsKept) {
        var settings = new HashMap<>(settings(topic, retentionOfWhatIsKept));
        if (replication > 1) {
            settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(replication - 1));
        }
        return new NewTopic(topic.name(), topic.isCompacted() ? 1 : partitions, replication).configs(settings);
    }

    /**
     * Reports and markers are taken whatever their time: by default Kafka would refuse all that an instance records whose clock
     * is an hour ahead of the broker's.
     */
    private static Map<String, String> settings(Topics.Topic topic, @Nullable Duration retentionOfWhatIsKept) {
        if (topic.isCompacted()) {
            return Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        }
        var retention = topic.retention();
        return retention == null
                ? Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        retentionOfWhatIsKept == null ? "-1" : Long.toString(retentionOfWhatIsKept.toMillis()),
                        TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                        Long.toString(Long.MAX_VALUE))
                : Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
    }
}
