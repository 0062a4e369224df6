package dev.recur.ingest.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReportIntakeTest {

    private static final Submission SUBMISSION =
            new Submission(Transport.API, new Sender("tooling", Set.of()), null, null, 0);

    private final MemoryReportLog log = new MemoryReportLog();
    private final ReportIntake intake = new ReportIntake(
            new ReportReader(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC), UUID::randomUUID),
            log,
            log);

    @Test
    void what_is_accepted_is_in_the_log_and_counted() {
        assertThat(submit("{'title': 'x'}"))
                .isInstanceOfSatisfying(
                        Outcome.Accepted.class,
                        accepted -> assertThat(log.reports)
                                .singleElement()
                                .satisfies(
                                        report -> assertThat(report.reportId()).isEqualTo(accepted.reportId())));
        assertThat(log.measured).containsExactly("api accepted 1");
    }

    @Test
    void what_is_refused_is_not_in_the_log_and_counted_by_reason() {
        submit("{'title': ");
        submit("{}");
        submit("5");
        submit("[]");
        submit("{'title': '" + "x".repeat(ContentsReader.LARGEST_REPORT) + "'}");
        log.away = true;
        assertThat(submit("{'title': 'x'}")).isEqualTo(new Outcome.Unavailable(Appended.Reason.KAFKA_AWAY));

        assertThat(log.reports).isEmpty();
        assertThat(log.measured)
                .containsExactly(
                        "api refused 1 invalid",
                        "api refused 1 invalid",
                        "api refused 1 invalid",
                        "api refused 1 invalid",
                        "api refused 1 too_large",
                        "api refused 1 kafka_away");
    }

    @Test
    void a_batch_is_unavailable_as_a_whole() {
        log.away = true;

        assertThat(submit("[{'title': 'x'}, {}]")).isInstanceOf(Outcome.Unavailable.class);
    }

    @Test
    void a_batch_without_one_good_report_does_not_need_the_log() {
        log.away = true;

        assertThat(submit("[{}]"))
                .isInstanceOfSatisfying(
                        Outcome.Many.class, many -> assertThat(many.accepted()).isZero());
    }

    @Test
    void a_batch_has_at_most_1000_reports_and_each_at_most_256_KiB() {
        assertThat(submit("[" + String.join(",", Collections.nCopies(1_000, "{'title':'x'}")) + "]"))
                .isInstanceOf(Outcome.Many.class);
        assertThat(submit("[" + String.join(",", Collections.nCopies(1_001, "{'title':'x'}")) + "]"))
                .isInstanceOf(Outcome.TooLarge.class);
        var large = "'" + "y".repeat(60_000) + "'";
        var tooLarge = "{'title':" + large + ",'summary':" + large + ",'externalId':'a','tags':{'a':["
                + String.join(",", Collections.nCopies(3, large)) + "]}}";
        assertThat(submit("[{'title':'x'}," + tooLarge + "]")).isInstanceOfSatisfying(Outcome.Many.class, many -> {
            assertThat(many.accepted()).isEqualTo(1);
            assertThat(many.items().get(1))
                    .hasToString("Refused[problems=[Problem[pointer=, detail=must be at most" + " 262144 bytes]]]");
        });
    }

    @Test
    void a_report_may_nest_as_deep_in_a_batch_as_alone() {
        var deepest = "{'title':'x','tags':" + "[".repeat(31) + "]".repeat(31) + "}";
        assertThat(submit(deepest)).hasToString(refusal("/tags"));
        assertThat(submit("[" + deepest + "]")).isInstanceOf(Outcome.Many.class);
        assertThat(submit("{'title':'x','tags':" + "[".repeat(32) + "]".repeat(32) + "}"))
                .asString()
                .contains("nested deeper than 32");
    }

    private static String refusal(String pointer) {
        return "Refused[problems=[Problem[pointer=" + pointer
                + ", detail=must be an object of arrays, for example {\"component\": [\"payments\"]}]]]";
    }

    private Outcome submit(String body) {
        return submit(body, new Format.PlainJson());
    }

    private Outcome submit(String body, Format format) {
        return intake.submit(body.replace('\'', '"').getBytes(UTF_8), format, SUBMISSION)
                .toCompletableFuture()
                .join();
    }
}
