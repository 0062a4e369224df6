package dev.recur.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.recur.wire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/** A receiver's server: answers as it is told, and remembers what it got. */
final class Sink implements AutoCloseable {

    /** An answer. */
    record Answer(int status, Map<String, String> headers, String body) {
        static Answer of(int status) {
            return new Answer(status, Map.of(), "answer " + status);
        }

        /** One that repeats the request, as proxies and error pages do. */
        static Answer repeating(int status) {
            return new Answer(status, Map.of(), "");
        }

        private Answer about(Request request) {
            return body.isEmpty() ? new Answer(status, headers, request.uri() + "\n" + request.body()) : this;
        }
    }

    /** A request that came. */
    record Request(String uri, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }

        JsonNode json() {
            return Json.read(body.getBytes(StandardCharsets.UTF_8));
        }

        /** Throws if the official library does not accept the signature. */
        void verify(String secret) throws WebhookVerificationException {
            var lower = new HashMap<String, List<String>>();
            headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), values));
            new Webhook(secret).verify(body, lower);
        }
    }

    final List<Request> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /** A server whose answer depends on how many requests came before. */
    Sink(IntFunction<Answer> answers) {
        this(0, answers);
    }

    /** The same on that port. */
    Sink(int port, IntFunction<Answer> answers) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> handle(exchange, answers));
        server.start();
    }

    static Sink answering(int status) {
        return new Sink(before -> Answer.of(status));
    }

    private void handle(HttpExchange exchange, IntFunction<Answer> answers) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int before;
            synchronized (this) {
                before = requests.size();
                requests.add(new Request(
                        exchange.getRequestURI().toString(), Map.copyOf(exchange.getRequestHeaders()), body));
            }
            var answer = answers.apply(before).about(requests.get(before));
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
