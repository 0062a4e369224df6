package dev.recur.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.wire.marker.MarkerCodec;
import dev.recur.wire.report.Identity;
import dev.recur.wire.topic.Headers;
import dev.recur.wire.topic.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealKafka.class)
class MarkersIT {

    @BeforeEach
    void ready() {
        Ingest.awaitReady();
    }

    @Test
    void a_marker_that_is_accepted_is_on_its_topic() {
        var answer = Ingest.as(Keys.TOOLING)
                .contentType("application/json")
                .body("""
                      {"type": "release", "title": "payments 4.2", "externalId": "4.2", "endsAt": null,
                       "startsAt": "2026-11-22T03:00:00+01:00", "tags": {"component": ["Payments"]}}""")
                .post("/api/v1/markers");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        var markerId = Identity.markerOfExternalId("tooling", "4.2");
        assertThat(answer.asString()).isEqualTo("{\"markerId\":\"" + markerId + "\"}");
        assertThat(ReportTopic.records(Topics.MARKERS))
                .filteredOn(record -> record.key().equals(markerId.toString()))
                .singleElement()
                .satisfies(record -> {
                    assertThat(ReportTopic.header(record, Headers.TYPE)).isEqualTo("dev.recur.marker.recorded");
                    assertThat(ReportTopic.header(record, Headers.SOURCE)).isEqualTo("tooling");
                    var marker = MarkerCodec.decode(record.value());
                    assertThat(marker.markerId()).isEqualTo(markerId);
                    assertThat(marker.startsAt()).hasToString("2026-11-22T02:00:00Z");
                    assertThat(marker.tags()).hasToString("{component=[Payments]}");
                });
    }

    @Test
    void a_bad_marker_a_missing_key_and_another_role_are_told_so() {
        var body = "{\"type\": \"release\"}";
        var bad = Ingest.as(Keys.TOOLING)
                .contentType("application/json")
                .body(body)
                .post("/api/v1/markers");
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(bad.jsonPath().getString("errors[0].pointer")).isEqualTo("/startsAt");
        assertThat(Ingest.as(Keys.READING)
                        .contentType("application/json")
                        .body(body)
                        .post("/api/v1/markers")
                        .statusCode())
                .isEqualTo(403);
        assertThat(Ingest.as(Keys.TOOLING)
                        .contentType("text/plain")
                        .body(body)
                        .post("/api/v1/markers")
                        .statusCode())
                .isEqualTo(415);
    }
}
