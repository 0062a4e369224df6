package dev.recur.benchmarks.notification;

import dev.recur.infra.Database;
import dev.recur.infra.process.ChildProcess;
import dev.recur.infra.process.ChildProcess.Program;
import dev.recur.infra.process.FreePort;
import dev.recur.infra.process.Signal;
import dev.recur.infra.process.Startup;
import dev.recur.infra.process.WorkingFolder;
import dev.recur.wire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The service as it is built, with the JVM's own defaults; secrets are sealed, as they are for real. */
final class NotificationProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final WorkingFolder folder = WorkingFolder.temporary("benchmark");
    private final int port = FreePort.any();
    private final int managementPort = FreePort.any();
    private final ChildProcess process;

    NotificationProcess(Path home, String kafka, Database database, List<String> jvm) {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g"));
        command.addAll(jvm);
        command.addAll(List.of(
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + managementPort,
                "-Dkafka.bootstrap.servers=" + kafka,
                "-Drecur.security.mode=none",
                "-Drecur.notification.allow-private-addresses=true",
                "-Drecur.notification.secret-keys.1=" + KEY,
                "-Dquarkus.datasource.reactive.url=" + database.reactiveUrl(),
                "-Dquarkus.datasource.jdbc.url=" + database.jdbcUrl(),
                "-Dquarkus.datasource.username=" + database.user(),
                "-jar",
                home.resolve("notification-service/target/quarkus-app/quarkus-run.jar")
                        .toString()));
        var program = new Program(command, Map.of("QUARKUS_DATASOURCE_PASSWORD", database.password()), false);
        var log = home.resolve("deploy/benchmarks/target/notification-service.log");
        var child = ChildProcess.start(folder, Signal.TERM, program, log);
        process = new Startup("notification-service", child, log).await(this::ready, LONGEST_START);
    }

    long pid() {
        return process.pid();
    }

    /** Makes a receiver and its subscription, and gives the secret. */
    String subscribe(String name, String url, String component) {
        var receiver = Json.object().put("name", name).put("type", "webhook").put("url", url);
        var made = post("/api/v1/receivers", receiver.toString());
        var subscription =
                Json.object().put("name", name).put("receiver", name).put("where", "component=\"" + component + "\"");
        post("/api/v1/subscriptions", subscription.toString());
        return Json.read(made.getBytes(StandardCharsets.UTF_8)).path("secret").asText();
    }

    private String post(String path, String body) {
        var response = send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
        if (response.statusCode() != 201) {
            throw new IllegalStateException(body + ": " + response.body());
        }
        return response.body();
    }

    private boolean ready() {
        try {
            var probe = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/q/health/ready"))
                    .build();
            return send(probe).statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.stop();
        folder.close();
    }
}
