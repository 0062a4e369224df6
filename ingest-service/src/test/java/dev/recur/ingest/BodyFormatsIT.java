package dev.recur.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import dev.recur.wire.report.Identity;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports in every form that the contract names, over HTTP. */
@QuarkusTest
@QuarkusTestResource(RealKafka.class)
class BodyFormatsIT {

    @BeforeEach
    void ready() {
        Ingest.awaitReady();
    }

    @Test
    void lines_of_json_are_a_batch() {
        var answer = Ingest.sending("application/x-ndjson")
                .body("{\"externalId\":\"l-1\",\"title\":\"a\"}\n{\"titel\":\"b\"}\n".getBytes(UTF_8))
                .post("/api/v1/incidents");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(207);
        assertThat(answer.jsonPath().getString("items[1].errors[0].pointer")).isEqualTo("/titel");
        assertThat(ReportTopic.reportsOf(Identity.incidentOfExternalId("tooling", "l-1")))
                .hasSize(1);
    }

    @ParameterizedTest(name = "an SDK in {0} mode")
    @ValueSource(strings = {"binary", "structured", "batch"})
    void what_a_cloud_events_sdk_sends_is_taken(String mode) throws IOException, InterruptedException {
        var event = CloudEventBuilder.v1()
                .withId("sdk-" + mode)
                .withSource(URI.create("/shop/checkout"))
                .withType("com.example.failed")
                .withTime(OffsetDateTime.parse("2026-01-02T04:00:00.5+01:00"))
                .withData("application/json", "{\"title\":\"from an SDK\"}".getBytes(UTF_8))
                .build();

        var answer = send(event, mode);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var incidentId = Identity.incidentOfIdempotencyKey("/shop/checkout", event.getId(), 0);
        assertThat(answer.body()).contains(incidentId.toString());
        assertThat(ReportTopic.reportsOf(incidentId)).singleElement().satisfies(report -> {
            assertThat(report.asOf()).hasToString("2026-01-02T03:00:00.500Z");
            assertThat(report.source()).isEqualTo("/shop/checkout");
        });
    }

    private static HttpResponse<String> send(CloudEvent event, String mode) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + Ingest.port() + "/api/v1/incidents"))
                .header("Authorization", Keys.TOOLING.header());
        switch (mode) {
            case "binary" ->
                HttpMessageFactory.createWriter(
                                request::header, body -> request.POST(HttpRequest.BodyPublishers.ofByteArray(body)))
                        .writeBinary(event);
            case "structured" ->
                HttpMessageFactory.createWriter(
                                request::header, body -> request.POST(HttpRequest.BodyPublishers.ofByteArray(body)))
                        .writeStructured(event, new JsonFormat());
            default ->
                request.header("Content-Type", "application/cloudevents-batch+json; charset=utf-8")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "[" + new String(new JsonFormat().serialize(event), UTF_8) + "]"));
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void headers_of_an_event_are_percent_decoded_and_unquoted() {
        var answer = Ingest.sending("application/json")
                .header("CE-SpecVersion", "1.0")
                .header("ce-id", "\"a\\\"b%20%C5%BE%zz\"")
                .header("ce-source", "/shop")
                .header("ce-type", "x")
                .body("{\"title\":\"a\"}".getBytes(UTF_8))
                .post("/api/v1/incidents");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        assertThat(answer.jsonPath().getString("incidentId"))
                .isEqualTo(Identity.incidentOfIdempotencyKey("/shop", "a\"b ž%zz", 0)
                        .toString());
    }

    @Test
    void a_packed_body_is_unpacked() throws IOException {
        var answer = packed(gzip("{\"externalId\":\"z-1\",\"title\":\"a\"}".getBytes(UTF_8)), "gzip");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        assertThat(ReportTopic.reportsOf(Identity.incidentOfExternalId("tooling", "z-1")))
                .hasSize(1);
    }

    @Test
    void a_packed_webhook_is_unpacked() throws IOException {
        var alert =
                gzip("{\"alerts\":[{\"status\":\"firing\",\"fingerprint\":\"zip\",\"labels\":{\"alertname\":\"a\"}}]}"
                        .getBytes(UTF_8));
        // 800 ms may be too short on a machine that builds other things
        var answer = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> Ingest.sending("application/json")
                                .header("Content-Encoding", "gzip")
                                .body(alert)
                                .post("/webhooks/alertmanager"),
                        response -> response.statusCode() != 503);

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        assertThat(ReportTopic.reportsOf(Identity.incidentOfExternalId("alertmanager", "zip")))
                .isNotEmpty();
    }

    @Test
    void a_packed_body_that_grows_beyond_1_MiB_is_413_and_costs_no_more_than_that() throws IOException {
        var bomb = gzip(new byte[200 * 1024 * 1024]);
        assertThat(bomb.length).isLessThan(1024 * 1024);
        var before = allocated();

        for (int i = 0; i < 20; i++) {
            assertThat(packed(bomb, "gzip").statusCode()).isEqualTo(413);
        }

        // 20 bombs of 200 MiB; what sending them here costs is in it too
        assertThat(allocated() - before).isLessThan(400L * 1024 * 1024);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
    }

    @Test
    void what_is_not_packed_as_it_says_is_told_so() throws IOException {
        var whole = gzip("{\"title\":\"a\"}".getBytes(UTF_8));
        assertThat(packed("{\"title\":\"a\"}".getBytes(UTF_8), "gzip").statusCode())
                .isEqualTo(400);
        assertThat(packed(Arrays.copyOf(whole, whole.length - 9), "gzip").statusCode())
                .isEqualTo(400);
        assertThat(packed(whole, "br").statusCode()).isEqualTo(415);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "text/plain, 415",
        "application/octet-stream, 415",
        "application/cloudevents+xml, 415",
        "application/json;charset=iso-8859-1, 415",
        "application/json; charset=UTF-8, 202",
        "Application/JSON, 202",
    })
    void the_content_type_says_how_to_read_a_body(String contentType, int status) {
        var answer = Ingest.sending(contentType)
                .body("{\"title\":\"x\"}".getBytes(UTF_8))
                .post("/api/v1/incidents");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        if (status != 202) {
            assertThat(answer.contentType()).startsWith("application/problem+json");
        }
    }

    @Test
    void a_patch_may_be_a_merge_patch_and_other_methods_are_told_which_are_allowed() {
        var path = "/api/v1/incidents/" + UUID.randomUUID();
        assertThat(Ingest.sending("application/merge-patch+json")
                        .body("{\"severity\":null}".getBytes(UTF_8))
                        .patch(path)
                        .statusCode())
                .isEqualTo(202);
        var wrong = Ingest.as(Keys.TOOLING).put(path);
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.header("Allow")).contains("PATCH").contains("DELETE");
        assertThat(wrong.contentType()).startsWith("application/problem+json");
    }

    private static Response packed(byte[] body, String encoding) {
        return Ingest.sending("application/json")
                .header("Content-Encoding", encoding)
                .body(body)
                .post("/api/v1/incidents");
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
