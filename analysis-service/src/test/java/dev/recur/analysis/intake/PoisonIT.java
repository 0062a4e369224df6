package dev.recur.analysis.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.MovableClock;
import dev.recur.analysis.RealServers;
import dev.recur.analysis.Reports;
import dev.recur.analysis.Service;
import dev.recur.analysis.Topic;
import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportCodec;
import dev.recur.wire.report.ReportType;
import dev.recur.wire.topic.Headers;
import dev.recur.wire.topic.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class PoisonIT {

    private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");
    private static final String TYPE = ReportType.REPORTED.cloudEventType();
    private static final String GOOD = text(Reports.of("poison-template", NOW, "{'title':'t'}"));

    /** The broker takes this much, and not a reason with it. */
    private static final int LONGEST_RECORD = 1_048_400;

    private record Poison(@Nullable String type, byte @Nullable [] value, String reason) {}

    @Inject
    Topic topic;

    @Inject
    Service service;

    @Inject
    MovableClock clock;

    @Test
    void exactly_what_is_no_report_is_put_aside_with_its_reason_and_its_neighbours_are_taken() throws Exception {
        clock.setTo(NOW);
        var poison = poison();
        var good = 0;
        for (var entry : poison.entrySet()) {
            topic.send(List.of(Reports.of("neighbour-" + good++, NOW, "{'title':'t'}")));
            topic.send(entry.getKey(), entry.getValue().type(), entry.getValue().value());
        }
        topic.send(List.of(Reports.of("neighbour-" + good++, NOW, "{'title':'t'}")));
        service.settle();

        for (int i = 0; i < good; i++) {
            given().get("/api/v1/incidents/" + Reports.incident("neighbour-" + i))
                    .then()
                    .statusCode(200);
        }
        var dead = new LinkedHashMap<String, ConsumerRecord<String, byte[]>>();
        for (var record : topic.read(Topics.INCIDENT_REPORTS_DEAD)) {
            if (poison.containsKey(record.key())) {
                assertThat(dead.put(record.key(), record)).as(record.key()).isNull();
            }
        }
        assertThat(dead.keySet()).isEqualTo(poison.keySet());
        dead.forEach((key, record) -> {
            assertThat(Topic.header(record, Headers.DEAD_REASON))
                    .as(key)
                    .contains(poison.get(key).reason());
            assertThat(Topic.header(record, Headers.DEAD_TOPIC)).isEqualTo(Topics.INCIDENT_REPORTS);
            assertThat(Topic.header(record, Headers.DEAD_PARTITION)).matches("\\d+");
            assertThat(Topic.header(record, Headers.DEAD_OFFSET)).matches("\\d+");
            assertThat(Instant.parse(Topic.header(record, Headers.DEAD_AT))).isAfterOrEqualTo(NOW);
        });
        assertThat(dead.get("not-json").value()).isEqualTo("{\"incidentId\":".getBytes(StandardCharsets.UTF_8));
        assertThat(dead.get("as-long-as-can-be").value()).isEmpty();
        assertThat(Topic.header(dead.get("unknown-type"), Headers.TYPE)).isEqualTo("dev.recur.incident.imagined");
    }

    private static Map<String, Poison> poison() {
        var poison = new LinkedHashMap<String, Poison>();
        poison.put("not-json", of(TYPE, "{\"incidentId\":", "JSON"));
        poison.put("empty", of(TYPE, "", "empty"));
        poison.put("no-value", new Poison(TYPE, null, "no value"));
        poison.put("an-array", of(TYPE, "[]", "object"));
        poison.put("no-type", of("", GOOD, "ce_type"));
        poison.put("type-without-value", new Poison(null, GOOD.getBytes(StandardCharsets.UTF_8), "ce_type"));
        poison.put("unknown-type", of("dev.recur.incident.imagined", GOOD, "dev.recur.incident.imagined"));
        poison.put("no-id", of(TYPE, GOOD.replace("incidentId", "incident"), "/incidentId"));
        poison.put("wrong-type", of(TYPE, GOOD.replace("\"t\"", "[1]"), "/facts/title"));
        poison.put("nul", of(TYPE, GOOD.replace("\"t\"", "\"a\\u0000b\""), "U+0000"));
        poison.put("half-a-pair", of(TYPE, GOOD.replace("\"t\"", "\"a\\ud800b\""), "surrogate"));
        poison.put("absurd-year", of(TYPE, GOOD.replace("\"asOf\":\"2026", "\"asOf\":\"+12026"), "asOf"));
        poison.put(
                "absurd-time",
                of(
                        TYPE,
                        GOOD.replace("\"title\"", "\"occurredAt\":\"9000-01-01T00:00:00Z\",\"title\""),
                        "/facts/occurredAt"));
        poison.put(
                "a-person", of(TYPE, GOOD.replace("\"title\"", "\"tags\":{\"assignee\":[\"a\"]},\"title\""), "person"));
        poison.put("as-long-as-can-be", of(TYPE, "x".repeat(LONGEST_RECORD), "JSON"));
        return poison;
    }

    private static Poison of(String type, String value, String reason) {
        return new Poison(type, value.getBytes(StandardCharsets.UTF_8), reason);
    }

    private static String text(Report report) {
        return new String(ReportCodec.encode(report), StandardCharsets.UTF_8);
    }
}
