package dev.recur.analysis.investigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.recur.analysis.MovableClock;
import dev.recur.analysis.RealServers;
import dev.recur.analysis.Reports;
import dev.recur.analysis.Service;
import dev.recur.analysis.Topic;
import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class WindowsIT {

    private static final Instant IN_MARCH = Instant.parse("2026-03-20T00:00:00Z");
    private static final Instant END = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant DEADLINE = Instant.parse("2026-04-08T00:00:00Z");
    private static final Duration MICROSECOND = Duration.ofNanos(1000);

    @Inject
    Topic topic;

    @Inject
    Service service;

    @Inject
    InvestigationEvents events;

    @Inject
    MovableClock clock;

    @Test
    void an_ended_window_opens_by_what_was_recorded_within_seven_days() {
        clock.setTo(IN_MARCH);
        rule("in-time", "");
        clock.setTo(DEADLINE.plus(Duration.ofDays(30)));

        send(report("in-time-1", IN_MARCH), report("in-time-2", DEADLINE.minus(MICROSECOND)));

        assertThat(service.investigations("in-time")).hasSize(1);
        assertThat(service.investigations("in-time").getFirst().get("headline").textValue())
                .isEqualTo("in-time had 2 incidents in 2026-Q1");
    }

    @Test
    void a_report_recorded_later_only_counts() {
        clock.setTo(IN_MARCH);
        rule("late", "");
        clock.setTo(DEADLINE.plus(Duration.ofDays(30)));

        send(report("late-1", IN_MARCH), report("late-2", DEADLINE));

        assertThat(service.investigations("late")).isEmpty();
    }

    @Test
    void what_a_late_report_took_out_of_the_group_had_completed_the_window_in_time() {
        clock.setTo(IN_MARCH);
        rule("taken", "");
        clock.setTo(DEADLINE.plus(Duration.ofDays(30)));
        var retraction =
                Reports.of("taken-2", ReportType.RETRACTED, DEADLINE.plusSeconds(9), DEADLINE.plusSeconds(9), "{}");

        send(report("taken-1", IN_MARCH), report("taken-2", IN_MARCH), report("taken-3", DEADLINE), retraction);

        assertThat(service.investigations("taken")).hasSize(1);
        assertThat(service.investigations("taken").getFirst().get("status").textValue())
                .isEqualTo("open");
    }

    @Test
    void an_import_of_the_past_pages_nobody() {
        clock.setTo(IN_MARCH);
        rule("import", "");

        send(report("import-1", IN_MARCH, ",'backfilled':true"), report("import-2", IN_MARCH, ",'backfilled':true"));
        assertThat(service.investigations("import")).isEmpty();

        send(report("import-3", IN_MARCH));
        assertThat(service.investigations("import")).hasSize(1);
    }

    @Test
    void a_new_rule_judges_the_current_window_only() {
        clock.setTo(END.plus(Duration.ofDays(1)));
        send(report("new-1", IN_MARCH), report("new-2", IN_MARCH), report("new-3", END), report("new-4", END));

        rule("new", "");
        service.settle();

        assertThat(service.investigations("new"))
                .extracting(
                        investigation -> investigation.get("window").get("from").textValue())
                .containsExactly(END.toString());
    }

    @Test
    void an_ended_investigation_keeps_its_version_and_is_still_corrected_by_it() {
        clock.setTo(IN_MARCH);
        var rule = rule("kept", "");
        send(report("kept-1", IN_MARCH), report("kept-2", IN_MARCH));
        clock.setTo(END.plus(Duration.ofDays(1)));
        service.putRule(rule, "\"1\"", definition("kept", ",'kinds':['drill']"))
                .then()
                .statusCode(200);
        service.settle();
        assertThat(service.investigations("kept")
                        .getFirst()
                        .get("rule")
                        .get("version")
                        .intValue())
                .isEqualTo(1);

        var at = END.plus(Duration.ofDays(1));
        send(Reports.of("kept-2", ReportType.RETRACTED, at, at, "{}"));

        assertThat(service.investigations("kept").getFirst().get("status").textValue())
                .isEqualTo("withdrawn");
    }

    @Test
    void what_is_shown_of_a_window_before_follows_incidents_that_leave_a_group_that_is_compared_with_others() {
        clock.setTo(IN_MARCH);
        service.createRule(
                "{'name':'shares','where':'component=~\\\"shares-.*\\\"','groupBy':['component'],'window':'month',"
                        + "'condition':{'type':'share','atLeast':0.6,'minimumCount':2}}");
        var february = Instant.parse("2026-02-10T00:00:00Z");
        send(
                report("shares-1", "shares-a", february),
                report("shares-2", "shares-b", february),
                report("shares-3", "shares-a", IN_MARCH),
                report("shares-4", "shares-a", IN_MARCH));
        assertThat(februaryOfShares()).isEqualTo("0.5");

        send(Reports.of("shares-1", ReportType.RETRACTED, IN_MARCH, IN_MARCH, "{}"));

        assertThat(februaryOfShares()).isEqualTo("0");
    }

    @Test
    void what_is_told_of_the_windows_before_is_what_was_last_counted_in_them() throws Exception {
        clock.setTo(IN_MARCH);
        rule("before", "");
        send(report("before-1", IN_MARCH), report("before-2", IN_MARCH));

        send(report("before-3", "before", Instant.parse("2025-12-10T00:00:00Z")));
        clock.setTo(IN_MARCH.plus(Duration.ofHours(1)));
        send(report("before-4", IN_MARCH));

        assertThat(events.ofTheOne("before"))
                .extracting(
                        InvestigationEvents.Told::what,
                        told -> told.event()
                                .investigation()
                                .history()
                                .getLast()
                                .observed()
                                .toPlainString())
                .containsExactly(tuple("opened", "0"), tuple("updated", "1"));
    }

    private String februaryOfShares() {
        var investigations = service.investigations("shares");
        assertThat(investigations).hasSize(1);
        return investigations.getFirst().get("history").get(2).get("observed").asText();
    }

    private static Report report(String name, String component, Instant at) {
        return Reports.of(
                name, at, "{'title':'t','occurredAt':'%s','tags':{'component':['%s']}}".formatted(at, component));
    }

    private String rule(String component, String more) {
        return service.createRule(definition(component, more)).get("id").textValue();
    }

    private static String definition(String component, String more) {
        return "{'name':'%s','where':'component=%s','groupBy':['component'],'window':'quarter'%s,"
                        .formatted(component, component, more)
                + "'condition':{'type':'count','atLeast':2}}";
    }

    private void send(Report... reports) {
        topic.send(List.of(reports));
        service.settle();
    }

    /** Of the first quarter, unless it was recorded at its end. */
    private static Report report(String name, Instant recordedAt) {
        return report(name, recordedAt, "");
    }

    private static Report report(String name, Instant recordedAt, String more) {
        var occurredAt = recordedAt.equals(END) ? END : IN_MARCH;
        return Reports.of(
                name,
                ReportType.REPORTED,
                recordedAt,
                recordedAt,
                "{'title':'t','occurredAt':'%s','tags':{'component':['%s']}%s}"
                        .formatted(occurredAt, name.substring(0, name.lastIndexOf('-')), more));
    }
}
