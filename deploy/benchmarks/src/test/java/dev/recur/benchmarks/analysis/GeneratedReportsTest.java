package dev.recur.benchmarks.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportCodec;
import dev.recur.wire.report.ReportType;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A benchmark is worth what its load is like. */
class GeneratedReportsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final int MANY = 20_000;

    private final GeneratedReports generated = new GeneratedReports(1, NOW);
    private final List<Report> reports =
            Stream.generate(() -> generated.next(365)).limit(MANY).toList();

    @Test
    void most_reports_are_new_incidents_and_the_others_are_about_these() {
        var incidents = new HashSet<>(reports.stream().map(Report::incidentId).toList());
        assertThat(incidents).hasSize(generated.incidents()).hasSizeBetween(MANY * 78 / 100, MANY * 90 / 100);
        assertThat(new HashSet<>(reports.stream().map(Report::reportId).toList()))
                .hasSize(generated.distinct())
                .hasSizeLessThan(MANY - MANY / 100);
        assertThat(reports).anyMatch(report -> report.type() == ReportType.RETRACTED);
    }

    @Test
    void an_incident_has_six_tags_and_a_time_within_the_days_asked_for() {
        reports.stream().filter(report -> report.factsAsSent().has("title")).forEach(report -> {
            assertThat(report.factsAsSent().get("tags").size()).isEqualTo(6);
            assertThat(Instant.parse(report.factsAsSent().get("occurredAt").asText()))
                    .isBetween(NOW.minus(Duration.ofDays(365)), NOW);
        });
    }

    @Test
    void every_report_is_one_that_the_service_takes() {
        assertThat(reports)
                .allSatisfy(report -> assertThat(ReportCodec.decode(report.type(), ReportCodec.encode(report))
                                .factsAsSent())
                        .isEqualTo(report.factsAsSent()));
    }

    @Test
    void the_same_seed_gives_the_same_reports() {
        var again = new GeneratedReports(1, NOW);
        assertThat(reports).allSatisfy(report -> assertThat(again.next(365)).isEqualTo(report));
    }
}
