package dev.recur.infra.kafka;

import dev.recur.infra.CannotStartException;
import dev.recur.infra.ExternalServer;
import dev.recur.infra.Kafka;

/** A cluster that is there already. */
public record ExternalKafka(String bootstrapServers) implements Kafka, ExternalServer {

    static final String BOOTSTRAP_SERVERS = "recur.infra.kafka.bootstrap-servers";

    public static ExternalKafka fromSystemProperties() {
        var servers = System.getProperty(BOOTSTRAP_SERVERS);
        if (servers == null) {
            throw new CannotStartException(
                    "The system property " + BOOTSTRAP_SERVERS + " must say where Kafka is, as host:port.");
        }
        return new ExternalKafka(servers);
    }
}
