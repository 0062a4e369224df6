package dev.recur.infra.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/**
 * The broker's own main class, in the broker's process and on its class path: formats the storage if it is new, starts,
 * and tells by a file that it is usable; an open port may be somebody else's.
 */
final class BrokerMain {

    private static final int FAILED = 1;

    private BrokerMain() {}

    /** Arguments: the broker's properties file, the cluster id, the file to create when it is usable. */
    public static void main(String[] arguments) throws IOException {
        var propertiesFile = arguments[0];
        var clusterId = arguments[1];
        var ready = Path.of(arguments[2]);
        var properties = new Properties();
        try (InputStream in = Files.newInputStream(Path.of(propertiesFile))) {
            properties.load(in);
        }
        var storage = Path.of(properties.getProperty("log.dirs"));
        if (Files.notExists(storage.resolve("meta.properties"))) {
            var format = new String[] {"format", "--cluster-id", clusterId, "--config", propertiesFile};
            if (StorageTool.execute(format, System.out) != 0) {
                System.exit(FAILED);
            }
        }
        var server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
        try {
            server.startup();
        } catch (RuntimeException e) {
            // Kafka has logged it; without this its other threads would keep the process for ever
            System.exit(FAILED);
        }
        Files.createFile(ready);
        server.awaitShutdown();
    }
}
