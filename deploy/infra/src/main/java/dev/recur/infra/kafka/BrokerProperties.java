package dev.recur.infra.kafka;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The configuration of one broker that is its own controller, reachable from this machine only. */
final class BrokerProperties {

    private static final String ALONE = """
            process.roles=broker,controller
            node.id=1
            listener.security.protocol.map=CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT
            controller.listener.names=CONTROLLER
            inter.broker.listener.name=CLIENTS
            auto.create.topics.enable=false
            # one broker cannot keep a second copy
            default.replication.factor=1
            offsets.topic.replication.factor=1
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            share.coordinator.state.topic.replication.factor=1
            share.coordinator.state.topic.min.isr=1
            # each internal partition is two files of this size, mapped, and there are 50 of each by default
            offsets.topic.num.partitions=5
            transaction.state.log.num.partitions=5
            share.coordinator.state.topic.num.partitions=5
            log.index.size.max.bytes=1048576
            # the default buffer of the cleaner is a third of our heap
            log.cleaner.dedupe.buffer.size=16777216
            # a single member need not wait for others to join its group
            group.initial.rebalance.delay.ms=0
            # after kill -9 the controller lets the broker back in when its old session is over: 9 s by default
            broker.heartbeat.interval.ms=500
            broker.session.timeout.ms=3000
            # after kill -9 a client's session is over soon
            group.min.session.timeout.ms=1000
            group.consumer.min.session.timeout.ms=1000
            group.consumer.min.heartbeat.interval.ms=500
            num.recovery.threads.per.data.dir=2
            """;

    private BrokerProperties() {}

    /** For a process on this machine, that listens on these ports of 127.0.0.1. */
    static String ofProcess(Path storage, int port, int controllerPort) {
        return ALONE + """
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=CLIENTS://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=CLIENTS://127.0.0.1:%1$d
                log.dirs=%3$s
                """.formatted(port, controllerPort, storage);
    }

    /**
     * For a container, as the official image takes them.
     *
     * @param inside the port that it listens on
     * @param port of 127.0.0.1, by which its clients reach it
     */
    static Map<String, String> ofContainer(int inside, int port) {
        var properties = ALONE + """
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=CLIENTS://:%1$d,CONTROLLER://:%2$d
                advertised.listeners=CLIENTS://127.0.0.1:%3$d
                """.formatted(inside, inside + 1, port);
        return properties
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(property -> environmentName(property[0]), property -> property[1]));
    }

    private static String environmentName(String property) {
        return "KAFKA_" + property.toUpperCase(Locale.ROOT).replace('.', '_');
    }
}
