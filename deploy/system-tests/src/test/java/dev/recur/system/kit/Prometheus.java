package dev.recur.system.kit;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.recur.infra.process.FreePort;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/** A real Prometheus that scrapes one number, has a rule about it, and tells an Alertmanager. */
public final class Prometheus implements AutoCloseable {

    private static final String PROGRAM = "recur.prometheus";
    private static final String CONFIGURATION = """
            global: {scrape_interval: 1s, evaluation_interval: 1s}
            rule_files: [rules.yml]
            alerting: {alertmanagers: [{static_configs: [{targets: ["%s"]}]}]}
            scrape_configs: [{job_name: queue, static_configs: [{targets: ["%s"]}]}]
            """;
    private static final String RULES = """
            groups:
              - name: queue
                rules:
                  - alert: QueueIsLong
                    expr: queue_length > 100
                    labels: {severity: critical, service: mail-queue, team: messaging}
                    annotations: {summary: "{{ $value }} mails wait"}
            """;

    private final Process process;
    private final HttpServer target;
    private final AtomicInteger number;

    private Prometheus(Process process, HttpServer target, AtomicInteger number) {
        this.process = process;
        this.target = target;
        this.number = number;
    }

    /** Starts it, or leaves the test out where there is none, saying so. */
    public static Prometheus start(Path folder, URI alertmanager) throws IOException {
        var program = System.getProperty(PROGRAM, "");
        if (program.isEmpty()) {
            System.err.println("*** LEFT OUT: there is no Prometheus; deploy/verify gets one ***");
        }
        Assumptions.assumeFalse(program.isEmpty(), "there is no Prometheus; deploy/verify gets one");
        var number = new AtomicInteger();
        var target = target(number);
        var at = URI.create("http://127.0.0.1:" + FreePort.any());
        Files.writeString(folder.resolve("rules.yml"), RULES);
        var file = Files.writeString(
                folder.resolve("prometheus.yml"),
                CONFIGURATION.formatted(
                        alertmanager.getAuthority(),
                        "127.0.0.1:" + target.getAddress().getPort()));
        var process = new ProcessBuilder(
                        program,
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--web.listen-address=" + at.getAuthority())
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "prometheus.log"))
                .start();
        var http = new Http();
        await().atMost(Recur.PATIENCE)
                .ignoreExceptions()
                .until(() -> http.get(at.resolve("/-/ready")).status() == 200);
        return new Prometheus(process, target, number);
    }

    private static HttpServer target(AtomicInteger number) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            var body = ("queue_length " + number.get() + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
        return server;
    }

    /** What the next scrape finds. */
    public void queueLength(int length) {
        number.set(length);
    }

    @Override
    public void close() {
        target.stop(0);
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
