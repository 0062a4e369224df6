package dev.recur.service.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How topics are created when they are missing. */
@ConfigMapping(prefix = "recur.kafka")
interface KafkaConfig {

    /** Partitions of a topic: the unit of scale. */
    @WithDefault("12")
    int partitions();

    /** Copies of each partition; 3 for a cluster that must not lose anything. */
    @WithDefault("1")
    short replication();
}
