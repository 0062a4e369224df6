package dev.recur.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recur.system.kit.Recur;
import dev.recur.system.kit.SharedFolder;
import dev.recur.system.kit.SharedRecur;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Real webhooks of Alertmanagers of several ages, from the first byte to the incident. */
@ExtendWith(SharedRecur.class)
class AlertmanagerPayloadsTest {

    private static final String FOLDER = "payloads/alertmanager";

    private final Recur recur;

    AlertmanagerPayloadsTest(Recur recur) {
        this.recur = recur;
    }

    /** File, what becomes of it, title, severity, component, time. */
    static Stream<Arguments> payloads() {
        var restarted =
                "Container testapp-api-worker of pod testapp-test-api-worker-deployment-1234567890-abcef has been restarted";
        return Stream.of(
                Arguments.of(
                        "01-v4-firing-single",
                        "an alert without a fingerprint or a service",
                        "No things for over 10 minutes",
                        "sev1",
                        "",
                        "2017-08-03T19:17:37.804Z"),
                Arguments.of(
                        "02-v3-legacy-firing",
                        "the protocol before, with a numeric group key",
                        "Connect fail",
                        "sev1",
                        "system",
                        "2016-08-01T10:27:08.008Z"),
                Arguments.of(
                        "03-container-restarted-firing",
                        "an alert with everything",
                        restarted,
                        "sev1",
                        "",
                        "2022-08-04T09:01:58.100Z"),
                Arguments.of(
                        "04-container-restarted-resolved",
                        "the same alert, still firing in a group that says resolved",
                        restarted,
                        "sev1",
                        "",
                        "2022-08-04T09:01:58.100Z"),
                Arguments.of("06-minimal-no-timestamps", "no times at all", "My alert summary", "unknown", "", null));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("payloads")
    void is_one_incident(String file, String what, String title, String severity, String component, String time)
            throws IOException {
        var body = Files.readAllBytes(SharedFolder.require(FOLDER).resolve(file + ".json"));

        var answer = recur.http().post(recur.ingest().resolve("/webhooks/alertmanager"), "application/json", body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(1);
        assertThat(answer.json().path("ignored").asInt()).isZero();
        var id = answer.json().path("incidents").path(0).path("incidentId").asText();
        await().atMost(Recur.PATIENCE)
                .ignoreExceptionsInstanceOf(AssertionError.class)
                .untilAsserted(() -> {
                    var incident = recur.analysis("/api/v1/incidents/" + id);
                    assertThat(incident.path("title").asText()).isEqualTo(title);
                    assertThat(incident.path("severity").asText()).isEqualTo(severity);
                    assertThat(incident.path("tags").path("component").path(0).asText())
                            .isEqualTo(component);
                    assertThat(incident.path("occurredAt").asText(null)).isEqualTo(time);
                    assertThat(incident.path("status").asText()).isEqualTo("open");
                });
    }

    @Test
    void every_payload_of_the_folder_is_in_the_table() throws IOException {
        try (var files = Files.list(SharedFolder.require(FOLDER))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.endsWith(".meta.json"))
                            .map(name -> name.replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            payloads().map(row -> (String) row.get()[0]).toList());
        }
    }
}
