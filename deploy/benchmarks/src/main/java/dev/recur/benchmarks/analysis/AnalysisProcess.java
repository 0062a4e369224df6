package dev.recur.benchmarks.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The service as it is built, with the collector that its README recommends. */
final class AnalysisProcess implements AutoCloseable {

    static final List<String> JVM = List.of("-Xmx2g", "-Xmn1400m", "-XX:+UseParallelGC");

    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Options options;
    private final WorkingFolder folder = WorkingFolder.temporary("benchmark");
    private final int port = FreePort.any();
    private final int managementPort = FreePort.any();
    private final Program program;
    private ChildProcess process;

    AnalysisProcess(Options options, String kafka, Database database) {
        this.options = options;
        this.program = program(kafka, database);
        this.process = launch();
    }

    long pid() {
        return process.pid();
    }

    void stop() {
        process.stop();
    }

    void start() {
        process = launch();
    }

    void createRule(String body) {
        var response = send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/rules"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
        if (response.statusCode() != 201) {
            throw new IllegalStateException(body + ": " + response.body());
        }
    }

    /** What it answers to a GET. */
    JsonNode json(String path) {
        var response = send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + response.body());
        }
        return Json.read(response.body().getBytes(UTF_8));
    }

    /** A counter or gauge of its metrics, summed over its labels. */
    double metric(String name) {
        var metrics = send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/q/metrics"))
                .build());
        return metrics.body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() {
        process.stop();
        folder.close();
    }

    private Program program(String kafka, Database database) {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JVM);
        command.addAll(options.jvm());
        command.addAll(List.of(
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + managementPort,
                "-Dkafka.bootstrap.servers=" + kafka,
                "-Drecur.security.mode=none",
                "-Dquarkus.datasource.reactive.url=" + database.reactiveUrl(),
                "-Dquarkus.datasource.jdbc.url=" + database.jdbcUrl(),
                "-Dquarkus.datasource.username=" + database.user()));
        options.properties().forEach(property -> command.add("-D" + property));
        command.addAll(List.of(
                "-jar",
                options.home()
                        .resolve("analysis-service/target/quarkus-app/quarkus-run.jar")
                        .toString()));
        return new Program(command, Map.of("QUARKUS_DATASOURCE_PASSWORD", database.password()), false);
    }

    private ChildProcess launch() {
        var log = options.home().resolve("deploy/benchmarks/target/analysis-service.log");
        var child = ChildProcess.start(folder, Signal.TERM, program, log);
        return new Startup("analysis-service", child, log).await(this::ready, LONGEST_START);
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
}
