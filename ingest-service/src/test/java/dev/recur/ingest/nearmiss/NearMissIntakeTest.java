package dev.recur.ingest.nearmiss;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.ingest.intake.MemoryReportLog;
import dev.recur.ingest.intake.ReportIntake;
import dev.recur.ingest.intake.ReportReader;
import dev.recur.ingest.intake.Sender;
import dev.recur.ingest.intake.Submission;
import dev.recur.ingest.intake.Transport;
import dev.recur.wire.report.Identity;
import dev.recur.wire.report.Report;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearMissIntakeTest {

    private static final Reporter SOMEBODY = new Reporter.Anonymous(0);
    private static final Reporter KNOWN =
            new Reporter.Known(new Submission(Transport.API, new Sender("tooling", Set.of()), "retry", "00-trace", 0));

    private final MemoryReportLog log = new MemoryReportLog();
    private final Clock clock = Clock.fixed(Instant.parse("2026-11-22T12:34:56.789Z"), ZoneOffset.UTC);
    private final NearMissIntake intake = new NearMissIntake(
            clock, new SecureRandom(), new ReportIntake(new ReportReader(clock, UUID::randomUUID), log, log));

    @Test
    void one_sentence_is_enough() {
        var receipt = told(intake.report(json("{'what':'Almost dropped the database'}"), SOMEBODY)
                .toCompletableFuture()
                .join());

        assertThat(log.reports).singleElement().satisfies(report -> {
            assertThat(report.incidentId()).isEqualTo(Identity.incidentOfReceipt(receipt.text()));
            assertThat(report.source()).isEqualTo("near-miss");
            assertThat(report.factsAsSent())
                    .hasToString("{\"kind\":\"near_miss\",\"title\":\"Almost dropped the database\","
                            + "\"tags\":{\"detection\":[\"near_miss_report\"]}}");
        });
    }

    @Test
    void everything_that_is_told_becomes_a_fact_and_times_are_cut_to_the_hour() {
        intake.report(json("""
                {'what':'x', 'component':'Payments DB', 'team':'checkout', 'potentialSeverity':'sev1',
                 'savedBy':'a second look', 'when':'2026-11-22T11:59:59+01:00', 'contact':'the desk by the window'}"""), SOMEBODY);

        var report = log.reports.getFirst();
        assertThat(report.asOf()).hasToString("2026-11-22T12:00:00Z");
        assertThat(report.recordedAt()).hasToString("2026-11-22T12:00:00Z");
        assertThat(report.factsAsSent()).hasToString("""
                {"kind":"near_miss","title":"x","tags":{"component":["Payments DB"],"team":["checkout"],\
                "saved_by":["a second look"],"detection":["near_miss_report"]},"severity":"sev1",\
                "occurredAt":"2026-11-22T10:00:00Z","summary":"Contact: the desk by the window"}""");
    }

    @Test
    void no_identity_of_an_anonymous_report_is_made_of_a_time() {
        intake.report(json("{'what':'x'}"), SOMEBODY);

        var report = log.reports.getFirst();
        assertThat(report.incidentId().version()).isEqualTo(5);
        assertThat(report.reportId().version()).isEqualTo(5);
    }

    @Test
    void the_same_story_twice_is_two_near_misses_with_receipts_of_their_own() {
        intake.report(json("{'what':'x'}"), SOMEBODY);
        intake.report(json("{'what':'x'}"), SOMEBODY);

        assertThat(log.reports).extracting(Report::incidentId).doesNotHaveDuplicates();
    }

    @Test
    void who_has_the_receipt_can_add_to_it() {
        var receipt = told(intake.report(json("{'what':'x'}"), SOMEBODY)
                .toCompletableFuture()
                .join());
        var again = told(intake.add(receipt, json("{'component':'db','team':null}"), SOMEBODY)
                .toCompletableFuture()
                .join());

        assertThat(again).isEqualTo(receipt);
        assertThat(log.reports).extracting(Report::incidentId).containsOnly(receipt.incidentId());
        assertThat(log.reports.get(1).factsAsSent()).hasToString("{\"tags\":{\"component\":[\"db\"],\"team\":null}}");
    }

    @Test
    void somebody_with_a_key_is_known_and_times_are_exact() {
        intake.report(json("{'what':'x','when':'2026-11-22T11:59:59Z'}"), KNOWN);

        var report = log.reports.getFirst();
        assertThat(report.source()).isEqualTo("tooling");
        assertThat(report.recordedAt()).isEqualTo(clock.instant());
        assertThat(report.factsAsSent().path("occurredAt").asText()).isEqualTo("2026-11-22T11:59:59Z");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no story | {} | pointer=/what, detail=is required",
                "a story of null | {'what':null} | pointer=/what, detail=is required",
                "a blank story | {'what':' '} | pointer=/what, detail=must not be blank",
                "an unknown member | {'what':'x','reporter':'me'} | pointer=/reporter, detail=is not a known member",
                "a wrong word | {'what':'x','potentialSeverity':'bad'} | pointer=/potentialSeverity, detail=must be one of sev1",
                "a blank component | {'what':'x','component':' '} | pointer=/component, detail=must be 1 to 200 characters",
                "a wrong type | {'what':'x','team':5} | pointer=/team, detail=must be a string",
                "a wrong time | {'what':'x','when':'yesterday'} | pointer=/when, detail=must be an RFC 3339 time",
                "a time ahead | {'what':'x','when':'2099-01-01T00:00:00Z'} | pointer=/when, detail=must be from 1970",
                "no object | [] | pointer=, detail=must be a JSON object",
            })
    void what_is_wrong_is_said_in_the_words_that_were_used(String sentence, String body, String problem) {
        assertThat(intake.report(json(body), SOMEBODY).toCompletableFuture().join())
                .isInstanceOf(NearMissOutcome.Refused.class)
                .asString()
                .contains(problem);
        assertThat(log.reports).isEmpty();
    }

    @Test
    void a_receipt_with_a_typing_error_is_none_and_does_not_print_itself() {
        var receipt = Receipt.random(new SecureRandom());
        var text = receipt.text();
        var digit = text.charAt(5) == '0' ? '1' : '0';

        assertThat(Receipt.parse(" " + text + " ")).contains(receipt);
        assertThat(Receipt.parse(text.substring(0, 5) + digit + text.substring(6)))
                .isEmpty();
        assertThat(Receipt.parse("nm_")).isEmpty();
        assertThat(receipt).hasToString("nm_…");
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(UTF_8);
    }

    private static Receipt told(NearMissOutcome outcome) {
        return switch (outcome) {
            case NearMissOutcome.Told(var receipt) -> receipt;
            case NearMissOutcome other -> throw new AssertionError(other.toString());
        };
    }
}
