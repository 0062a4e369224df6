package dev.recur.infra.kafka;

import dev.recur.infra.BuildFolder;
import dev.recur.infra.CannotStartException;
import java.nio.file.Files;

/**
 * The broker's jars. They are a folder, not dependencies, because they would bring their own version of the Kafka client
 * and of Jackson onto the class path of whoever starts a broker.
 */
final class BrokerJars {

    private BrokerJars() {}

    /** For {@code java -cp}: the jars, and this module for {@link BrokerMain} and the logging configuration. */
    static String classPath() {
        var folder = BuildFolder.beside("broker");
        if (!Files.isDirectory(folder)) {
            throw new CannotStartException("The jars of the Kafka broker are not in " + folder
                    + ": build deploy/infra with Maven, or say where they are with -Drecur.infra.broker=DIR.");
        }
        return BuildFolder.classes() + ":" + folder + "/*";
    }
}
