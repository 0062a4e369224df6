package dev.recur.benchmarks.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** Remembers when it first heard of each component. */
final class Sink implements AutoCloseable {

    private final HttpServer server;
    private final Pattern component;
    private final Map<String, Long> heardAt = new ConcurrentHashMap<>();

    /** Finds components in bodies by the first group of the pattern. */
    Sink(Pattern component) throws IOException {
        this.component = component;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::hear);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    }

    /** By {@code System.nanoTime()}. */
    Map<String, Long> heardAt() {
        return heardAt;
    }

    private void hear(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var now = System.nanoTime();
            var matcher = component.matcher(body);
            while (matcher.find()) {
                heardAt.putIfAbsent(matcher.group(1), now);
            }
            exchange.sendResponseHeaders(204, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
