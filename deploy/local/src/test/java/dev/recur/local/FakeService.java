package dev.recur.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/**
 * Stands where a service stands: understands the ports it is given, says that it is ready, and tells at {@code /told}
 * what it was told. At its end it says whether Kafka was still there.
 */
final class FakeService {

    private FakeService() {}

    public static void main(String[] arguments) throws IOException {
        var failure = System.getProperty("fake.failure");
        if (failure != null) {
            System.out.println("12:00:00 ERROR " + failure);
            System.out.println("\tat a line that says nothing");
            System.exit(1);
        }
        var management = server("quarkus.management.port");
        management.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        management.start();
        var told = new TreeMap<String, String>(System.getenv());
        System.getProperties().forEach((key, value) -> told.put(key.toString(), value.toString()));
        var http = server("quarkus.http.port");
        http.createContext("/told", exchange -> {
            var body = told.toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        http.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("at the end Kafka was " + kafka())));
    }

    private static HttpServer server(String port) throws IOException {
        return HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.getInteger(port)), 0);
    }

    private static String kafka() {
        var address = System.getProperty("kafka.bootstrap.servers").split(":", -1);
        try (var socket = new Socket(address[0], Integer.parseInt(address[1]))) {
            return socket.isConnected() ? "there" : "gone";
        } catch (IOException e) {
            return "gone";
        }
    }
}
