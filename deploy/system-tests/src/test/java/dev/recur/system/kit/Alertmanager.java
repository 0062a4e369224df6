package dev.recur.system.kit;

import static org.awaitility.Awaitility.await;

import dev.recur.infra.process.FreePort;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A real Alertmanager, configured as the README says. */
public final class Alertmanager implements AutoCloseable {

    private static final String PROGRAM = "recur.alertmanager";

    private final Process process;
    private final URI uri;
    private final Http http = new Http();

    private Alertmanager(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Starts it, or leaves the test out where there is none, saying so. */
    public static Alertmanager start(Path folder, String configuration) throws IOException {
        var program = System.getProperty(PROGRAM, "");
        if (program.isEmpty()) {
            System.err.println("*** LEFT OUT: there is no Alertmanager; deploy/verify gets one ***");
        }
        Assumptions.assumeFalse(program.isEmpty(), "there is no Alertmanager; deploy/verify gets one");
        var file = Files.writeString(folder.resolve("alertmanager.yml"), configuration);
        var uri = URI.create("http://127.0.0.1:" + FreePort.any());
        var process = new ProcessBuilder(
                        program,
                        "--config.file=" + file,
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=" + uri.getAuthority(),
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "alertmanager.log"))
                .start();
        var alertmanager = new Alertmanager(process, uri);
        await().atMost(Recur.PATIENCE).ignoreExceptions().until(alertmanager::isReady);
        return alertmanager;
    }

    public URI uri() {
        return uri;
    }

    /** Alerts fire; posting them again goes on with them. */
    public void fire(List<Alert> alerts) throws IOException {
        post(alerts.stream().map(alert -> alert.json(null)).toList());
    }

    public void resolve(Alert alert, Instant at) throws IOException {
        post(List.of(alert.json(at)));
    }

    /** How many webhooks it has sent successfully. */
    public long sent() throws IOException {
        var metrics = http.get(uri.resolve("/metrics")).body();
        return metrics.lines()
                        .filter(line -> line.startsWith("alertmanager_notifications_total{integration=\"webhook\""))
                        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                        .sum()
                - metrics.lines()
                        .filter(line ->
                                line.startsWith("alertmanager_notifications_failed_total{integration=\"webhook\""))
                        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                        .sum();
    }

    /** One alert of a service. */
    public record Alert(String name, String service, String instance, Instant startsAt) {

        private Map<String, Object> json(@Nullable Instant endsAt) {
            var json = new HashMap<String, Object>();
            json.put(
                    "labels",
                    Map.of(
                            "alertname", name,
                            "service", service,
                            "instance", instance,
                            "severity", "critical",
                            "team", "checkout"));
            json.put("annotations", Map.of("summary", name + " at " + instance));
            json.put("startsAt", startsAt.toString());
            json.put("generatorURL", "http://prometheus.example/graph?g0.expr=up");
            if (endsAt != null) {
                json.put("endsAt", endsAt.toString());
            }
            return json;
        }
    }

    private void post(List<Map<String, Object>> alerts) throws IOException {
        var answer = http.post(uri.resolve("/api/v2/alerts"), alerts);
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.toString());
        }
    }

    private boolean isReady() throws IOException {
        return http.get(uri.resolve("/-/ready")).status() == 200;
    }

    @Override
    public void close() throws IOException {
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
