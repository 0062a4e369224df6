package dev.recur.ingest.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import dev.recur.wire.report.Identity;
import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportIdentityTest {

    private static final UUID INCIDENT = UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad91");
    private static final Sender TOOLING = new Sender("tooling", Set.of());
    private static final Submission KEYED = new Submission(Transport.API, TOOLING, "k1", null, 0);

    private final ReportReader reader =
            new ReportReader(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC), UUID::randomUUID);

    @Test
    void a_correlation_key_names_the_incident_for_every_source() {
        assertThat(read("{'correlationKey': 'c', 'externalId': 'a', 'source': 's'}", KEYED.keyOfOne())
                        .incidentId())
                .isEqualTo(read("{'correlationKey': 'c', 'source': 't'}", null).incidentId())
                .isEqualTo(Identity.incidentOfCorrelationKey("c"));
    }

    @Test
    void else_source_and_external_id_do() {
        assertThat(read("{'externalId': 'a', 'source': 's'}", KEYED.keyOfOne()).incidentId())
                .isEqualTo(Identity.incidentOfExternalId("s", "a"))
                .isNotEqualTo(read("{'externalId': 'a', 'source': 't'}", null).incidentId());
    }

    @Test
    void else_source_and_idempotency_key_and_index_do() {
        assertThat(read("{'title': 'x'}", KEYED.keyOfOne()).incidentId())
                .isEqualTo(Identity.incidentOfIdempotencyKey("tooling", "k1", 0))
                .isNotEqualTo(read("{'title': 'x'}", KEYED.keyOfItem(1)).incidentId());
    }

    @Test
    void else_it_is_a_new_incident_each_time() {
        assertThat(read("{'title': 'x'}", null).incidentId())
                .isNotEqualTo(read("{'title': 'x'}", null).incidentId());
    }

    @Test
    void the_same_statement_again_is_the_same_report() {
        var first = read("{'externalId': 'a', 'title': 'x', 'measures': {'m': 1.50}}", null);

        assertThat(read("{'title': 'x', 'measures': {'m': 1.5}, 'externalId': 'a'}", null)
                        .reportId())
                .as("order of members and zeros at the end do not matter")
                .isEqualTo(first.reportId());
        assertThat(read("{'externalId': 'a', 'title': 'y', 'measures': {'m': 1.5}}", null)
                        .reportId())
                .isNotEqualTo(first.reportId());
        assertThat(read(
                                "{'externalId': 'a', 'title': 'x', 'measures': {'m': 1.5}, 'asOf': '2026-01-01T00:00:00Z'}",
                                null)
                        .reportId())
                .isNotEqualTo(first.reportId());
    }

    @Test
    void an_idempotency_key_names_the_report_whatever_it_says() {
        assertThat(read("{'externalId': 'a', 'title': 'x'}", KEYED.keyOfOne()).reportId())
                .isEqualTo(read("{'externalId': 'a', 'title': 'y'}", KEYED.keyOfOne())
                        .reportId());
        assertThat(read("{'externalId': 'a', 'title': 'x'}", KEYED.keyOfItem(0)).reportId())
                .isNotEqualTo(read("{'externalId': 'a', 'title': 'x'}", KEYED.keyOfItem(1))
                        .reportId());
    }

    @Test
    void restating_an_old_value_is_a_new_amendment_unless_a_time_or_a_key_says_it_is_the_same() {
        assertThat(amended("{'title': 'x'}", null)).isNotEqualTo(amended("{'title': 'x'}", null));
        assertThat(amended("{'title': 'x', 'asOf': '2026-01-01T00:00:00Z'}", null))
                .isEqualTo(amended("{'title': 'x', 'asOf': '2026-01-01T00:00:00Z'}", null));
        assertThat(amended("{'title': 'x'}", KEYED.keyOfOne())).isEqualTo(amended("{'title': 'x'}", KEYED.keyOfOne()));
    }

    @Test
    void retracting_and_restoring_as_of_the_same_moment_are_two_reports() {
        var sent = "{'asOf': '2026-01-01T00:00:00Z'}";

        assertThat(turned(ReportType.RETRACTED, sent)).isEqualTo(turned(ReportType.RETRACTED, sent));
        assertThat(turned(ReportType.RETRACTED, sent)).isNotEqualTo(turned(ReportType.RESTORED, sent));
        assertThat(turned(ReportType.RETRACTED, "{}")).isNotEqualTo(turned(ReportType.RETRACTED, "{}"));
    }

    private UUID amended(String text, @Nullable ItemKey key) {
        return report(reader.amendment(INCIDENT, json(text), TOOLING, key)).reportId();
    }

    private UUID turned(ReportType type, String text) {
        var report = report(reader.turn(type, INCIDENT, json(text), TOOLING, null));
        assertThat(report.incidentId()).isEqualTo(INCIDENT);
        assertThat(report.type()).isEqualTo(type);
        return report.reportId();
    }

    private Report read(String text, @Nullable ItemKey key) {
        return report(reader.report(json(text), TOOLING, key));
    }

    private static Report report(Reading reading) {
        return switch (reading) {
            case Reading.Read(var report) -> report;
            case Reading.Refused(var problems) -> throw new AssertionError(problems.toString());
            case Reading.NotAllowed(var detail) -> throw new AssertionError(detail);
        };
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.read(text.replace('\'', '"').getBytes(UTF_8));
    }
}
