package dev.recur.ingest.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.wire.json.Json;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Payloads of Alertmanager, fact by fact. */
class AlertmanagerPayloadsTest {

    private static final String ALERTMANAGER = "alertmanager";

    private static final String RESTARTED = """
            {'title':'Container testapp-api-worker of pod testapp-test-api-worker-deployment-1234567890-abcef has been restarted',
             'severity':'sev1','occurredAt':'2022-08-04T09:01:58.1Z','tags':{'detection':['cause_alert']},
             'links':[{'rel':'source','href':'http://127.0.0.1:9090/graph?g0.expr=increase%28\
            kube_pod_container_status_restarts_total%5B5m%5D%29+%3E+1&g0.tab=1'}]}""";

    static Stream<Arguments> payloads() {
        return Stream.of(
                row(
                        "01-v4-firing-single: without a fingerprint it is known by a digest of its labels",
                        "27974c62dda264f7d8cf7014c79c062e/2017-08-03T15:17:37.804-04:00",
                        "2017-08-03T19:17:37.804Z",
                        """
                        {'title':'No things for over 10 minutes','severity':'sev1',
                         'summary':'No things have been recorded for over 10 minutes. Something terrible is happening.',
                         'occurredAt':'2017-08-03T15:17:37.804-04:00','tags':{'detection':['cause_alert']},
                         'links':[{'rel':'source','href':'http://somehost:9090/graph?g0.expr=sum%28irate%28\
                        messages_received_total%5B5m%5D%29%29+%3D%3D+0&g0.tab=0'}]}"""),
                row(
                        "02-v3-legacy-firing: the labels service and environment are tags",
                        "a7dd94daa8b0d4e8a22065661ec5697e/2016-08-01T13:27:08.008+03:00",
                        "2016-08-01T10:27:08.008Z",
                        """
                        {'title':'Connect fail','summary':'Connect to host2 fails','severity':'sev1',
                         'occurredAt':'2016-08-01T13:27:08.008+03:00',
                         'tags':{'component':['System'],'environment':['Production'],'detection':['cause_alert']},
                         'links':[{'rel':'source','href':'http://prometheus.host:9090/...'}]}"""),
                row(
                        "03-container-restarted-firing: fingerprint and start",
                        "fb1ae09cb86a3c47/2022-08-04T09:01:58.1Z",
                        "2022-08-04T09:01:58.100Z",
                        RESTARTED),
                row(
                        "04-container-restarted-resolved: the alert itself fires, and no end is known, so it fires",
                        "fb1ae09cb86a3c47/2022-08-04T09:01:58.1Z",
                        "2022-08-04T09:01:58.100Z",
                        RESTARTED),
                row(
                        "06-minimal-no-timestamps: known by its labels alone, and as of now",
                        "56be748459d299aa1a34343da7269399",
                        "2026-11-22T12:00:00Z",
                        """
                        {'title':'My alert summary','summary':'My description',
                         'tags':{'detection':['cause_alert']}}"""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("payloads")
    @EnabledIf("folderIsThere")
    void a_payload_becomes_a_report(String sentence, String externalId, Instant asOf, String facts) {
        var file = sentence.substring(0, sentence.indexOf(':'));
        var sent = SharedPayloads.of(ALERTMANAGER).stream()
                .filter(each -> each.file().equals(file))
                .findFirst()
                .orElseThrow();

        assertThat(new Webhooks().taken(ALERTMANAGER, sent.body()))
                .singleElement()
                .satisfies(report -> {
                    assertThat(report.source()).isEqualTo("alertmanager");
                    assertThat(report.externalId()).isEqualTo(externalId);
                    assertThat(report.asOf()).isEqualTo(asOf);
                    assertThat(report.factsAsSent())
                            .isEqualTo(Json.read(facts.replace('\'', '"').getBytes(UTF_8)));
                });
    }

    @Test
    @EnabledIf("folderIsThere")
    void every_payload_of_the_folder_is_in_the_table() {
        assertThat(SharedPayloads.of(ALERTMANAGER))
                .extracting(SharedPayloads.Sent::file)
                .containsExactlyInAnyOrderElementsOf(payloads()
                        .map(row -> (String) row.get()[0])
                        .map(sentence -> sentence.substring(0, sentence.indexOf(':')))
                        .toList());
    }

    @SuppressWarnings("unused") // named by the conditions above
    static boolean folderIsThere() {
        return SharedPayloads.areThere(ALERTMANAGER);
    }

    private static Arguments row(String sentence, String externalId, String asOf, String facts) {
        return Arguments.of(sentence, externalId, Instant.parse(asOf), facts);
    }
}
