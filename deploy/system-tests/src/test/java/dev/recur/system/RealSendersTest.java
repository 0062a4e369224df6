package dev.recur.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dikhan.pagerduty.client.events.PagerDutyEventsClient;
import com.github.dikhan.pagerduty.client.events.domain.AcknowledgeIncident;
import com.github.dikhan.pagerduty.client.events.domain.Payload;
import com.github.dikhan.pagerduty.client.events.domain.ResolveIncident;
import com.github.dikhan.pagerduty.client.events.domain.Severity;
import com.github.dikhan.pagerduty.client.events.domain.TriggerIncident;
import com.github.dikhan.pagerduty.client.events.exceptions.NotifyEventException;
import dev.recur.system.kit.Alertmanager;
import dev.recur.system.kit.Curl;
import dev.recur.system.kit.Prometheus;
import dev.recur.system.kit.Readme;
import dev.recur.system.kit.Recur;
import dev.recur.system.kit.SharedRecur;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.MessageWriter;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What others wrote talks to Recur without changing itself. */
@ExtendWith(SharedRecur.class)
class RealSendersTest {

    private static final String ROUTING_KEY = "0123456789abcdef0123456789abcdef";

    private final Recur recur;

    @TempDir
    Path folder;

    RealSendersTest(Recur recur) {
        this.recur = recur;
    }

    @Test
    void a_rule_of_prometheus_fires_and_is_resolved_and_is_one_incident() throws IOException {
        var configuration = Readme.alertmanagerConfiguration(recur)
                .replaceAll("group_wait: \\S+", "group_wait: 0s")
                .replaceAll("group_interval: \\S+", "group_interval: 1s");
        try (var alertmanager = Alertmanager.start(folder, configuration);
                var prometheus = Prometheus.start(folder, alertmanager.uri())) {
            prometheus.queueLength(4_711);
            var fired = one("component=\"mail-queue\"");
            assertThat(fired.path("title").asText()).isEqualTo("4711 mails wait");
            assertThat(fired.path("severity").asText()).isEqualTo("sev1");
            assertThat(fired.path("tags").path("team").path(0).asText()).isEqualTo("messaging");
            assertThat(fired.path("resolvedAt").isNull()).isTrue();

            prometheus.queueLength(0);
            await().atMost(Recur.PATIENCE)
                    .until(() ->
                            !one("component=\"mail-queue\"").path("resolvedAt").isNull());
        }
    }

    @Test
    void a_client_of_pagerduty_triggers_acknowledges_and_resolves_one_incident() throws NotifyEventException {
        var client = PagerDutyEventsClient.create(
                recur.stack().ingest().url().resolve("/v2/enqueue").toString());
        var payload = Payload.Builder.newBuilder()
                .setSummary("Disk is full")
                .setSource("ledger-db-1")
                .setSeverity(Severity.CRITICAL)
                .setComponent("ledger-db")
                .setTimestamp(recur.now().atOffset(ZoneOffset.UTC))
                .build();

        var triggered = client.trigger(TriggerIncident.TriggerIncidentBuilder.newBuilder(ROUTING_KEY, payload)
                .setDedupKey("disk/ledger-db-1")
                .build());
        assertThat(triggered.getStatus()).isEqualTo("success");
        assertThat(triggered.getMessage()).isEqualTo("Event processed");
        assertThat(triggered.getDedupKey()).isEqualTo("disk/ledger-db-1");
        assertThat(one("component=\"ledger-db\"").path("title").asText()).isEqualTo("Disk is full");

        var acknowledged = client.acknowledge(
                AcknowledgeIncident.AcknowledgeIncidentBuilder.newBuilder(ROUTING_KEY, "disk/ledger-db-1")
                        .build());
        assertThat(acknowledged.getStatus()).isEqualTo("success");
        var resolved = client.resolve(ResolveIncident.ResolveIncidentBuilder.newBuilder(ROUTING_KEY, "disk/ledger-db-1")
                .build());
        assertThat(resolved.getStatus()).isEqualTo("success");
        await().atMost(Recur.PATIENCE).until(() -> {
            var incident = one("component=\"ledger-db\"");
            return !incident.path("acknowledgedAt").isNull()
                    && !incident.path("resolvedAt").isNull();
        });
    }

    @Test
    void a_client_of_pagerduty_gets_a_key_where_it_sends_none() throws NotifyEventException {
        var client = PagerDutyEventsClient.create(
                recur.stack().ingest().url().resolve("/v2/enqueue").toString());
        var payload = Payload.Builder.newBuilder()
                .setSummary("Certificate expires")
                .setSource("edge-1")
                .setSeverity(Severity.WARNING)
                .build();

        var result = client.trigger(TriggerIncident.TriggerIncidentBuilder.newBuilder(ROUTING_KEY, payload)
                .build());

        assertThat(result.getDedupKey()).matches("[0-9a-f]{32}");
        assertThat(one("component=\"edge-1\"").path("severity").asText()).isEqualTo("sev3");
    }

    @Test
    void the_sdk_of_cloud_events_sends_one_binary_and_one_structured() throws IOException {
        var binary = event("sdk-binary", "till-binary");
        var structured = event("sdk-structured", "till-structured");

        assertThat(send(binary, false)).isEqualTo(202);
        assertThat(send(structured, true)).isEqualTo(202);

        assertThat(one("component=\"till-binary\"").path("title").asText()).isEqualTo("Tills are slow, wörklich");
        assertThat(one("component=\"till-structured\"").path("title").asText()).isEqualTo("Tills are slow, wörklich");
    }

    @Test
    void curl_packs_a_report_and_unpacks_the_answer() throws IOException, InterruptedException {
        var packed = folder.resolve("report.json.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(
                    "{\"externalId\": \"curl-1\", \"title\": \"Ovens are cold\", \"tags\": {\"component\": [\"ovens\"]}}"
                            .getBytes(StandardCharsets.UTF_8));
        }

        var answer = Curl.run(
                "--compressed",
                "-H",
                "Content-Type: application/json",
                "-H",
                "Content-Encoding: gzip",
                "--data-binary",
                "@" + packed,
                recur.stack().ingest().url().resolve("/api/v1/incidents").toString());

        assertThat(answer).contains("\"status\":\"accepted\"").endsWith(" 202");
        assertThat(one("component=\"ovens\"").path("title").asText()).isEqualTo("Ovens are cold");
    }

    private CloudEvent event(String id, String service) {
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create("/shops/münchen"))
                .withType("com.example.till.failed")
                .withSubject("tills of münchen, 50 %")
                .withTime(recur.now().atOffset(ZoneOffset.UTC))
                .withData(
                        "application/json",
                        ("{\"message\": \"Tills are slow, wörklich\", \"service\": \"" + service + "\"}")
                                .getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private int send(CloudEvent event, boolean asStructure) throws IOException {
        var connection = (HttpURLConnection) recur.stack()
                .ingest()
                .url()
                .resolve("/webhooks/cloudevents")
                .toURL()
                .openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setDoInput(true);
        MessageWriter<?, Void> writer = HttpMessageFactory.createWriter(connection::setRequestProperty, body -> {
            try (var out = connection.getOutputStream()) {
                if (body != null) {
                    out.write(body);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        if (asStructure) {
            writer.writeStructured(event, new JsonFormat());
        } else {
            writer.writeBinary(event);
        }
        return connection.getResponseCode();
    }

    private JsonNode one(String where) {
        List<JsonNode> found =
                await().atMost(Recur.PATIENCE).until(() -> recur.incidents(where), list -> !list.isEmpty());
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
