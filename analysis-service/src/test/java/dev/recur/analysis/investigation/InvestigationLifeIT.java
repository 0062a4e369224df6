package dev.recur.analysis.investigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recur.analysis.MovableClock;
import dev.recur.analysis.RealServers;
import dev.recur.analysis.Reports;
import dev.recur.analysis.Service;
import dev.recur.analysis.Topic;
import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportType;
import dev.recur.wire.topic.Headers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class InvestigationLifeIT {

    private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");

    @Inject
    Topic topic;

    @Inject
    Service service;

    @Inject
    InvestigationEvents events;

    @Inject
    MovableClock clock;

    @BeforeEach
    void inTheMiddleOfAQuarter() {
        clock.setTo(NOW);
    }

    @Test
    void it_is_opened_once_whatever_is_sent_again() throws Exception {
        rule("once", 4, "[8]");
        var reports = incidents("once", 4);
        topic.send(reports);
        service.settle();
        topic.send(reports.reversed());
        topic.send(reports);
        service.settle();

        var investigation = service.investigations("once").getFirst();
        assertThat(investigation.get("headline").textValue())
                .isEqualTo("once has had 4 incidents this quarter (2026-Q4)");
        assertThat(investigation.get("crossedAt").textValue()).isEqualTo(time(0).toString());
        assertThat(investigation.get("evidence")).hasSize(4);
        assertThat(events.ofTheOne("once"))
                .extracting(InvestigationEvents.Told::what)
                .containsExactly("opened");
    }

    @Test
    void a_retraction_withdraws_it_and_a_restoration_reopens_it() throws Exception {
        rule("back", 2, "[]");
        topic.send(incidents("back", 2));
        service.settle();
        topic.send(List.of(change("back-1", ReportType.RETRACTED, NOW.plusSeconds(1))));
        service.settle();
        assertThat(service.investigations("back").getFirst().get("status").textValue())
                .isEqualTo("withdrawn");
        topic.send(List.of(change("back-1", ReportType.RESTORED, NOW.plusSeconds(2))));
        service.settle();

        assertThat(service.investigations("back").getFirst().get("status").textValue())
                .isEqualTo("open");
        var told = events.ofTheOne("back");
        assertThat(told)
                .extracting(InvestigationEvents.Told::what)
                .containsExactly("opened", "withdrawn", "opened:reopened");
        assertThat(told.getLast().event().investigation().transitions()).hasSize(3);
        assertThat(told.get(1).event().investigation().evidence()).hasSize(1);
    }

    @Test
    void changes_of_evidence_are_told_once_a_minute_and_levels_at_once() throws Exception {
        rule("minute", 1, "[5]");
        topic.send(incidents("minute", 1));
        service.settle();
        topic.send(incidents("minute", 2));
        service.settle();
        topic.send(incidents("minute", 3));
        service.settle();
        assertThat(events.ofTheOne("minute")).hasSize(1);

        clock.pass(Duration.ofSeconds(61));
        await().atMost(Service.PATIENCE).until(() -> events.ofTheOne("minute").size() == 2);
        topic.send(incidents("minute", 6));
        service.settle();

        var told = events.ofTheOne("minute");
        assertThat(told).extracting(InvestigationEvents.Told::what).containsExactly("opened", "updated", "escalated");
        assertThat(told.get(1).event().investigation().observed()).isEqualByComparingTo("3");
    }

    @Test
    void events_are_numbered_named_and_capped_as_the_contract_says() throws Exception {
        rule("many", 3, "[10,20,130]");
        for (int i = 1; i <= 13; i++) {
            topic.send(incidents("many", i * 10));
            service.settle();
        }

        var ids = new HashSet<String>();
        var sequence = 1;
        for (var told : events.ofTheOne("many")) {
            var record = told.record();
            assertThat(told.event().sequence()).isEqualTo(sequence++);
            assertThat(ids.add(Topic.header(record, Headers.ID))).isTrue();
            assertThat(record.key())
                    .isEqualTo(told.event().investigation().investigationId().toString());
            assertThat(Topic.header(record, Headers.SPEC_VERSION)).isEqualTo("1.0");
            assertThat(Topic.header(record, Headers.CONTENT_TYPE)).isEqualTo("application/json");
            assertThat(Topic.header(record, Headers.SOURCE)).isNotBlank();
            assertThat(Topic.header(record, Headers.TYPE))
                    .isEqualTo("dev.recur.investigation." + told.event().event().wireName());
            assertThat(Instant.parse(Topic.header(record, Headers.TIME))).isBetween(NOW, NOW.plusSeconds(3600));
        }
        var last = events.ofTheOne("many").getLast().event().investigation();
        assertThat(sequence).isGreaterThan(3);
        assertThat(last.evidence()).hasSize(100);
        assertThat(last.evidenceCount()).isEqualTo(130);
        assertThat(last.evidence().getLast().incidentId()).isEqualTo(Reports.incident("many-0"));

        var id = last.investigationId().toString();
        assertThat(service.get("/api/v1/investigations/" + id, Map.of()).get("evidence"))
                .hasSize(130);
        assertThat(service.all("/api/v1/investigations/" + id + "/evidence", 40, Map.of()))
                .extracting(item -> item.get("incidentId").textValue())
                .hasSize(130)
                .doesNotHaveDuplicates();
    }

    private void rule(String name, int atLeast, String escalateAt) {
        service.createRule(("{'name':'%s','where':'component=%s','groupBy':['component'],'window':'quarter',"
                        + "'condition':{'type':'count','atLeast':%d},'escalateAt':%s}")
                .formatted(name, name, atLeast, escalateAt));
    }

    private static List<Report> incidents(String component, int number) {
        var reports = new ArrayList<Report>();
        for (int i = 0; i < number; i++) {
            reports.add(Reports.of(
                    component + "-" + i, time(i), "{'title':'t','tags':{'component':['" + component + "']}}"));
        }
        return reports;
    }

    private static Instant time(int index) {
        return NOW.minus(Duration.ofHours(1L + index));
    }

    private static Report change(String incident, ReportType type, Instant at) {
        return Reports.of(incident, type, at, at, "{}");
    }
}
