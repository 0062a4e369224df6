package dev.recur.infra.container;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * What to run in a container.
 *
 * @param name what a person calls the server
 * @param port that it listens on in its container
 * @param command what the image is to run, empty for what it runs by itself
 * @param environment by the port of 127.0.0.1 that it is reached at
 */
public record Recipe(
        String name,
        String image,
        int port,
        List<String> command,
        IntFunction<Map<String, String>> environment,
        Usable usable) {

    /** Whether a server can be used by now. */
    @FunctionalInterface
    public interface Usable {

        /**
         * Asked again and again.
         *
         * @param port of 127.0.0.1
         * @param log what it has said since it was started
         */
        boolean test(int port, Supplier<String> log);
    }
}
