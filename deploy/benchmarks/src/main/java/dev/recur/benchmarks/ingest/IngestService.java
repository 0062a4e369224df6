package dev.recur.benchmarks.ingest;

import dev.recur.infra.process.ChildProcess;
import dev.recur.infra.process.ChildProcess.Program;
import dev.recur.infra.process.FreePort;
import dev.recur.infra.process.Signal;
import dev.recur.infra.process.Startup;
import dev.recur.infra.process.WorkingFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Our service as it is packaged, with an API key, and JVM options as it should be run with. */
final class IngestService implements Target {

    /** Within 512 MiB as a process: the heap, and a share as large for code, classes, buffers and threads. */
    static final List<String> JVM = List.of(
            "-Xmx256m",
            "-XX:NewRatio=1",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError");

    private static final String KEY = "rk_benchmark_0123456789abcdef0123456789abcdef";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final WorkingFolder folder = WorkingFolder.temporary("bench-ingest");
    private final int port = FreePort.any();
    private final ChildProcess process;
    private final Path item = folder.path().resolve("report.json");

    IngestService(Path home, String kafka, List<String> moreOptions) throws IOException {
        Files.writeString(item, """
                {"source":"checkout-tool","externalId":"INC-@@@@@@@@@@@@","title":"Checkout answered 5xx to one in ten",\
                "summary":"The payment provider timed out after the push of its new configuration; we rolled it back.",\
                "severity":"sev2","occurredAt":"2026-11-20T03:00:00Z","detectedAt":"2026-11-20T03:04:00Z",\
                "tags":{"component":["payments"],"cause":["configuration_defect"],"trigger":["config_push"],\
                "team":["checkout"],"environment":["prod"]},"measures":{"downtimeMinutes":45,"customersAffected":500}}""");
        var management = FreePort.any();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(moreOptions);
        command.addAll(List.of(
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.port=" + management,
                "-Dkafka.bootstrap.servers=" + kafka,
                "-Drecur.security.keys[0].name=benchmark",
                "-Drecur.security.keys[0].sha256=" + sha256(KEY),
                "-Drecur.security.keys[0].roles=reporter",
                "-jar",
                home.resolve("ingest-service/target/quarkus-app/quarkus-run.jar")
                        .toString()));
        var log = folder.path().resolve("ingest.log");
        process = ChildProcess.start(folder, Signal.TERM, Program.of(command), log);
        new Startup("ingest-service", process, log).await(() -> ready(management), Duration.ofMinutes(1));
    }

    private static boolean ready(int management) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/q/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String sha256(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String name() {
        return "recur";
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + port + "/api/v1/incidents");
    }

    @Override
    public String authorization() {
        return "Bearer " + KEY;
    }

    @Override
    public Path item() {
        return item;
    }

    @Override
    public boolean alwaysArray() {
        return false;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    /** The most memory that the process ever had, in MiB. */
    long peakMemory() {
        try (var lines = Files.lines(Path.of("/proc/" + pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.stop();
        folder.close();
    }
}
