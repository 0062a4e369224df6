package dev.recur.infra;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How an embedded server is to run.
 *
 * @param folder where its data is kept between runs; empty for a temporary folder, deleted at the end
 * @param port its port on 127.0.0.1; 0 for a free one
 * @param durable whether a commit survives the loss of power; surviving the death of every process costs nothing and is
 *     always so
 */
public record EmbeddedOptions(Optional<Path> folder, int port, boolean durable) {

    public EmbeddedOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, was " + port);
        }
    }

    /** For tests: a temporary folder, a free port, no waiting for the disk. */
    public static EmbeddedOptions temporary() {
        return new EmbeddedOptions(Optional.empty(), 0, false);
    }

    /** For data worth keeping. */
    public static EmbeddedOptions durable(Path folder, int port) {
        return new EmbeddedOptions(Optional.of(folder), port, true);
    }
}
