package dev.recur.benchmarks.endtoend;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Remembers when it first heard of each component. */
final class Sink implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final Pattern component;
    private final Map<String, Long> heardAt = new ConcurrentHashMap<>();

    /** Finds components in bodies by the first group of the pattern. */
    Sink(Pattern component) {
        this.component = component;
        server = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                .requestHandler(this::hear)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/hook");
    }

    /** By {@code System.nanoTime()}. */
    Map<String, Long> heardAt() {
        return heardAt;
    }

    private void hear(HttpServerRequest request) {
        request.bodyHandler(body -> {
            var now = System.nanoTime();
            request.response().setStatusCode(204).end();
            var matcher = component.matcher(body.toString());
            while (matcher.find()) {
                heardAt.putIfAbsent(matcher.group(1), now);
            }
        });
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
