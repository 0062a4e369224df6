package dev.recur.infra.kafka;

import dev.recur.infra.Kafka;
import dev.recur.infra.container.Container;
import dev.recur.infra.container.ContainerServer;
import dev.recur.infra.container.Recipe;
import java.util.List;

/** One broker in a container of the official image. */
public record ContainerKafka(Container container) implements Kafka, ContainerServer {

    private static final String IMAGE = "apache/kafka:4.1.1";
    private static final int PORT = 9092;
    private static final String USABLE = "Kafka Server started";

    /**
     * Returns when it is usable.
     *
     * @throws dev.recur.infra.CannotStartException with what is wrong
     */
    public static ContainerKafka start() {
        return new ContainerKafka(Container.start(new Recipe(
                "Kafka",
                IMAGE,
                PORT,
                List.of(),
                port -> BrokerProperties.ofContainer(PORT, port),
                (port, log) -> log.get().contains(USABLE))));
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + container.port();
    }
}
