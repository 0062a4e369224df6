package dev.recur.service.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How topics are created when they are missing. */
@ConfigMapping(prefix = "recur.kafka")
interface KafkaConfig {

    /** Partitions of a topic: the unit of scale. */
    @WithDefault("12")
    int partitions();

    /**
     * Copies of each partition; 3 for a cluster that must not lose anything. All of them but one must have a record before it
     * is acknowledged.
     */
    @WithDefault("1")
    short replication();

    /**
     * How long reports and markers are kept, for organisations that must forget; for ever where it is not set. What the topic
     * has forgotten cannot be rebuilt from it.
     */
    Optional<Duration> retention();
}
