package dev.recur.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.ingest.intake.ReportReader;
import dev.recur.wire.report.Identity;
import dev.recur.wire.report.Kind;
import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportType;
import dev.recur.wire.report.Severity;
import dev.recur.wire.topic.Headers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealKafka.class)
class IncidentsIT {

    @BeforeEach
    void ready() {
        Ingest.awaitReady();
    }

    @Test
    void a_202_is_on_the_topic() {
        var answer = Ingest.as(Keys.TOOLING)
                .contentType("application/json")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .body("""
                      {"source": "checkout tool", "externalId": "INC-4711", "title": "Checkout answered 5xx",
                       "asOf": "2026-01-02T04:00:00.1234567+01:00", "tags": {"component": ["Payments"]}}""")
                .post("/api/v1/incidents");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        var incidentId = Identity.incidentOfExternalId("checkout tool", "INC-4711");
        var reportId = answer.jsonPath().<String>get("reportId");
        assertThat(answer.asString())
                .isEqualTo("{\"incidentId\":\"" + incidentId + "\",\"reportId\":\"" + reportId
                        + "\",\"status\":\"accepted\"}");
        assertThat(answer.header("Location")).isEqualTo("https://analysis.example/api/v1/incidents/" + incidentId);
        assertThat(ReportTopic.recordsOf(incidentId)).singleElement().satisfies(record -> {
            assertThat(ReportTopic.header(record, Headers.SPEC_VERSION)).isEqualTo("1.0");
            assertThat(ReportTopic.header(record, Headers.ID)).isEqualTo(reportId);
            assertThat(ReportTopic.header(record, Headers.SOURCE)).isEqualTo("checkout%20tool");
            assertThat(ReportTopic.header(record, Headers.TYPE)).isEqualTo("dev.recur.incident.reported");
            assertThat(ReportTopic.header(record, Headers.TIME)).isEqualTo("2026-01-02T03:00:00.123456Z");
            assertThat(ReportTopic.header(record, Headers.CONTENT_TYPE)).isEqualTo("application/json");
            assertThat(ReportTopic.header(record, "traceparent")).startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736");
            var report = ReportTopic.decode(record);
            assertThat(ReportTopic.header(record, Headers.RECORDED_TIME))
                    .isEqualTo(report.recordedAt().toString());
            assertThat(record.timestamp()).isEqualTo(report.recordedAt().toEpochMilli());
            assertThat(report.source()).isEqualTo("checkout tool");
            assertThat(report.factsAsSent())
                    .hasToString("{\"title\":\"Checkout answered 5xx\",\"tags\":{\"component\":[\"Payments\"]}}");
        });
    }

    @Test
    void of_a_batch_the_good_ones_are_accepted_and_the_others_say_what_to_fix() {
        var answer = Ingest.post("""
                [{"externalId": "b-1", "title": "good"},
                 {"externalId": "b-2", "titel": "typo"},
                 "no report"]""");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(207);
        var good = Identity.incidentOfExternalId("tooling", "b-1");
        var json = answer.jsonPath();
        assertThat(json.getInt("accepted")).isEqualTo(1);
        assertThat(json.getInt("rejected")).isEqualTo(2);
        assertThat(json.getList("items.index")).containsExactly(0, 1, 2);
        assertThat(json.getString("items[0].incidentId")).isEqualTo(good.toString());
        assertThat(json.getString("items[1].errors[0].pointer")).isEqualTo("/titel");
        assertThat(json.getString("items[1].errors[0].detail")).contains("did you mean \"title\"");
        assertThat(json.getString("items[2].errors[0].detail")).isEqualTo("must be an object: a report");
        assertThat(ReportTopic.reportsOf(good)).hasSize(1);
        assertThat(ReportTopic.reportsOf(Identity.incidentOfExternalId("tooling", "b-2")))
                .isEmpty();
    }

    @Test
    void a_batch_is_202_when_all_are_accepted_and_400_when_none_is() {
        assertThat(Ingest.post("[{\"title\": \"a\"}, {\"title\": \"b\"}]").statusCode())
                .isEqualTo(202);
        var none = Ingest.post("[{\"title\": \"\"}, {}]");
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.jsonPath().getInt("accepted")).isZero();
        assertThat(none.jsonPath().getInt("rejected")).isEqualTo(2);
    }

    @Test
    void the_same_request_under_the_same_idempotency_key_is_the_same_report() {
        var first = keyed("\"retry me\"");

        assertThat(keyed("\"retry me\"")).isEqualTo(first);
        assertThat(keyed("\"another\"")).isNotEqualTo(first);
    }

    @Test
    void an_incident_is_amended_retracted_and_restored_by_its_identity() {
        var incidentId = UUID.fromString(Ingest.post("{\"externalId\": \"life\", \"title\": \"a\"}")
                .jsonPath()
                .getString("incidentId"));
        var path = "/api/v1/incidents/" + incidentId;

        var amended = Ingest.as(Keys.TOOLING)
                .contentType("application/json")
                .body("{\"severity\": \"sev1\", \"summary\": null}")
                .patch(path);
        var retracted = Ingest.as(Keys.TOOLING)
                .queryParam("reason", "never happened")
                .queryParam("asOf", "2026-03-01T00:00:00Z")
                .delete(path);
        var restored = Ingest.as(Keys.TOOLING).post(path + "/restore");

        assertThat(amended.statusCode()).as(amended.asString()).isEqualTo(202);
        assertThat(retracted.statusCode()).as(retracted.asString()).isEqualTo(202);
        assertThat(restored.statusCode()).as(restored.asString()).isEqualTo(202);
        assertThat(restored.jsonPath().getString("status")).isEqualTo("accepted");
        var reports = ReportTopic.reportsOf(incidentId);
        assertThat(reports)
                .extracting(Report::type)
                .containsExactly(ReportType.REPORTED, ReportType.REPORTED, ReportType.RETRACTED, ReportType.RESTORED);
        assertThat(reports.get(1).factsAsSent()).hasToString("{\"summary\":null,\"severity\":\"sev1\"}");
        assertThat(reports.get(2).reason()).isEqualTo("never happened");
        assertThat(reports.get(2).asOf()).hasToString("2026-03-01T00:00:00Z");
        assertThat(reports.get(3).reason()).isNull();
    }

    @Test
    void the_api_describes_itself() {
        var openApi = Ingest.as(Keys.READING).accept("application/json").get("/q/openapi");
        assertThat(openApi.statusCode()).isEqualTo(200);
        assertThat(openApi.jsonPath().getMap("paths"))
                .containsKeys(
                        "/api/v1/incidents",
                        "/api/v1/incidents/{incidentId}",
                        "/webhooks/{source}",
                        "/api/v1/markers",
                        "/api/v1/near-misses/{receipt}");
        var schemas = "components.schemas.";
        assertThat(openApi.jsonPath().<String>getList(schemas + "Kind.enum"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Kind.values()).map(Kind::wireName).toList());
        assertThat(openApi.jsonPath().<String>getList(schemas + "Severity.enum"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Severity.values()).map(Severity::wireName).toList());
        var members = Stream.of("Report", "Statement", "Facts")
                .flatMap(schema ->
                        openApi.jsonPath().<String, Object>getMap(schemas + schema + ".properties").keySet().stream());
        assertThat(members).containsExactlyInAnyOrderElementsOf(ReportReader.MEMBERS);
        assertThat(Ingest.as(Keys.READING).get("/q/swagger-ui/").statusCode()).isEqualTo(200);
    }

    private static String keyed(String key) {
        var answer = Ingest.as(Keys.TOOLING)
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body("{\"title\": \"no identity of its own\"}")
                .post("/api/v1/incidents");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        return answer.asString();
    }
}
