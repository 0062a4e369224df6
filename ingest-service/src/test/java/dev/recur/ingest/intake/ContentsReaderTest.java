package dev.recur.ingest.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.wire.report.Identity;
import dev.recur.wire.report.Report;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms in which reports may come, apart from plain JSON. */
class ContentsReaderTest {

    private static final String EVENT = "{'specversion':'1.0','id':'e1','source':'/tool','type':'x','data':%s}";
    private static final Submission SUBMISSION =
            new Submission(Transport.API, new Sender("tooling", Set.of()), "batch-key", null, 0);

    private final MemoryReportLog log = new MemoryReportLog();
    private final ReportIntake intake = new ReportIntake(
            new ReportReader(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC), UUID::randomUUID),
            log,
            log);

    @Test
    void each_line_is_a_report_blank_ones_aside_and_broken_ones_do_not_spoil_the_others() {
        var outcome = submit("{'title':'a'}\n\r\n{'title':\n  \n\"x\"\r\n{'title':'b'}", new Format.JsonLines());

        assertThat(((Outcome.Many) outcome).items())
                .satisfiesExactly(
                        good -> assertThat(good).isInstanceOf(Outcome.Accepted.class),
                        broken -> assertThat(broken).asString().contains("not valid JSON"),
                        text -> assertThat(text).asString().contains("must be an object: a report"),
                        good -> assertThat(good).isInstanceOf(Outcome.Accepted.class));
        assertThat(log.reports)
                .extracting(Report::incidentId)
                .containsExactly(
                        Identity.incidentOfIdempotencyKey("tooling", "batch-key", 0),
                        Identity.incidentOfIdempotencyKey("tooling", "batch-key", 3));
    }

    @Test
    void one_line_is_answered_as_a_batch_of_one_and_no_line_as_nothing() {
        assertThat(submit("{'title':'a'}", new Format.JsonLines())).isInstanceOf(Outcome.Many.class);
        assertThat(submit(" \n\n", new Format.JsonLines())).asString().contains("must have at least one report");
    }

    @Test
    void lines_and_events_are_at_most_1000_and_each_report_at_most_256_KiB() {
        var lines = Collections.nCopies(1_000, "{'title':'x'}");
        assertThat(submit(String.join("\n", lines), new Format.JsonLines())).isInstanceOf(Outcome.Many.class);
        assertThat(submit(String.join("\n", lines) + "\n{}", new Format.JsonLines()))
                .isInstanceOf(Outcome.TooLarge.class);
        var events = Collections.nCopies(1_001, EVENT.formatted("{'title':'x'}"));
        assertThat(submit("[" + String.join(",", events) + "]", new Format.CloudEventBatch()))
                .isInstanceOf(Outcome.TooLarge.class);
        var large = "{'title':'x','links':[" + String.join(",", Collections.nCopies(5, "'" + "y".repeat(60_000) + "'"))
                + "]}";
        assertThat(submit("{'title':'x'}\n" + large, new Format.JsonLines()))
                .asString()
                .contains("at most 262144 bytes");
        assertThat(submit(EVENT.formatted(large), new Format.CloudEvent())).isInstanceOf(Outcome.TooLarge.class);
        assertThat(submit("[" + EVENT.formatted(large) + "]", new Format.CloudEventBatch()))
                .asString()
                .contains("/data", "at most 262144 bytes");
    }

    @Test
    void an_event_gives_its_id_as_the_key_its_time_as_asOf_and_its_source_as_source() {
        submit(
                "{'specversion':'1.0','id':'e1','source':'/tool','type':'x','time':'2026-01-02T04:00:00+01:00',"
                        + "'subject':'s','comexampleextension':1,'datacontenttype':'application/json; charset=utf-8',"
                        + "'data':{'title':'a'}}",
                new Format.CloudEvent());

        assertThat(log.reports).singleElement().satisfies(report -> {
            assertThat(report.incidentId()).isEqualTo(Identity.incidentOfIdempotencyKey("/tool", "e1", 0));
            assertThat(report.reportId()).isEqualTo(Identity.reportOfIdempotencyKey(report.incidentId(), "e1"));
            assertThat(report.source()).isEqualTo("/tool");
            assertThat(report.asOf()).hasToString("2026-01-02T03:00:00Z");
            assertThat(report.factsAsSent()).hasToString("{\"title\":\"a\"}");
        });
    }

    @Test
    void what_the_report_says_itself_counts_more_than_its_event() {
        submit(
                "{'specversion':'1.0','id':'e1','source':'/tool','type':'x','time':'2026-01-02T03:00:00Z',"
                        + "'data':{'title':'a','source':'shop','asOf':'2026-01-01T00:00:00Z'}}",
                new Format.CloudEvent());

        assertThat(log.reports).singleElement().satisfies(report -> {
            assertThat(report.source()).isEqualTo("shop");
            assertThat(report.asOf()).hasToString("2026-01-01T00:00:00Z");
        });
    }

    @Test
    void events_have_the_same_identity_alone_in_a_batch_in_binary_mode_and_in_base64() {
        var base64 = Base64.getEncoder().encodeToString("{\"title\":\"a\"}".getBytes(UTF_8));
        submit(EVENT.formatted("{'title':'a'}"), new Format.CloudEvent());
        submit("[5," + EVENT.formatted("{'title':'a'}") + "]", new Format.CloudEventBatch());
        submit("{'title':'a'}", binary(Map.of()));
        submit(EVENT.formatted("0").replace("'data':0", "'data_base64':'" + base64 + "'"), new Format.CloudEvent());

        assertThat(log.reports)
                .hasSize(4)
                .extracting(Report::reportId)
                .containsOnly(log.reports.getFirst().reportId());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no event | 5 | pointer=, detail=must be an object: a CloudEvent",
                "nothing of it | {} | pointer=/specversion, detail=is required",
                "nothing of it | {} | pointer=/id, detail=is required",
                "nothing of it | {} | pointer=/data, detail=must be an object: a report",
                "another version | {'specversion':'0.3'} | pointer=/specversion, detail=must be 1.0",
                "no JSON | {'datacontenttype':'text/xml'} | pointer=/datacontenttype, detail=must be application/json",
                "no time | {'time':'now'} | pointer=/time, detail=must be an RFC 3339 time",
                "no base64 | {'data_base64':'***'} | pointer=/data_base64, detail=must be base64",
                "no JSON inside | {'data_base64':'eA=='} | pointer=/data_base64, detail=the body is not valid JSON",
            })
    void a_bad_event_is_told_what_to_fix(String sentence, String event, String problem) {
        assertThat(submit(event, new Format.CloudEvent())).asString().contains(problem);
    }

    @Test
    void problems_of_the_report_point_into_the_data_and_those_of_what_the_event_gave_into_the_event() {
        assertThat(submit(EVENT.formatted("{'titel':'a'}"), new Format.CloudEvent()))
                .asString()
                .contains("pointer=/data/titel", "did you mean \"title\"", "pointer=/data/title");
        assertThat(submit(
                        EVENT.formatted("{'title':'a'}").replace("'type'", "'time':'2027-01-01T00:00:00Z','type'"),
                        new Format.CloudEvent()))
                .asString()
                .contains("pointer=/time, detail=must be from 1970 to at most 5 minutes ahead");
    }

    @Test
    void problems_of_headers_name_the_header() {
        assertThat(submit("{'title':'a'}", binary(Map.of("time", "now", "specversion", "2"))))
                .asString()
                .contains("pointer=, detail=the header ce-time must be an RFC 3339 time")
                .contains("pointer=, detail=the header ce-specversion must be 1.0");
        assertThat(submit("{'titel':'a'}", binary(Map.of("time", "2027-01-01T00:00:00Z"))))
                .asString()
                .contains("pointer=/titel", "pointer=, detail=the header ce-time must be from 1970");
        assertThat(submit("{'title'", binary(Map.of()))).asString().contains("not valid JSON");
    }

    private static Format binary(Map<String, String> more) {
        var attributes = new HashMap<>(Map.of("specversion", "1.0", "id", "e1", "source", "/tool", "type", "x"));
        attributes.putAll(more);
        return new Format.BinaryCloudEvent(attributes);
    }

    private Outcome submit(String body, Format format) {
        return intake.submit(body.replace('\'', '"').getBytes(UTF_8), format, SUBMISSION)
                .toCompletableFuture()
                .join();
    }
}
