package dev.recur.analysis.investigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class EpisodesIT {

    private static final Instant NOW = Instant.parse("2026-07-10T12:00:00Z");

    @Inject
    Topic topic;

    @Inject
    Service service;

    @Inject
    InvestigationEvents events;

    @Inject
    MovableClock clock;

    @BeforeEach
    void now() {
        clock.setTo(NOW);
    }

    @Test
    void a_silence_begins_and_reaches_its_levels_by_time_alone_and_ends_with_the_next_incident() throws Exception {
        rule("quiet", "P10D", "{'type':'silence','noneFor':'P10D'},'escalateAt':[12]");
        send(incident("quiet", 0));
        assertThat(service.investigations("quiet")).isEmpty();

        clock.setTo(day(10));
        await().atMost(Service.PATIENCE)
                .until(() -> service.investigations("quiet").size() == 1);
        var silent = only("quiet");
        assertThat(silent.get("window").get("from").textValue()).isEqualTo(NOW.toString());
        assertThat(silent.get("window").get("to").isNull()).isTrue();
        assertThat(silent.get("crossedAt").textValue()).isEqualTo(day(10).toString());
        assertThat(silent.get("evidence")).hasSize(1);

        clock.setTo(day(12));
        await().atMost(Service.PATIENCE).until(() -> events.ofTheOne("quiet").size() == 2);
        clock.setTo(day(15));
        send(incident("quiet", 14));

        assertThat(only("quiet").get("window").get("to").textValue()).isEqualTo(day(14).toString());
        assertThat(only("quiet").get("evidence").get(0).get("occurredAt").textValue())
                .isEqualTo(NOW.toString());
        assertThat(events.ofTheOne("quiet"))
                .extracting(InvestigationEvents.Told::what)
                .startsWith("opened", "escalated")
                .doesNotContain("withdrawn");
    }

    @Test
    void an_episode_of_a_rolling_window_ends_by_time_alone() throws Exception {
        rule("rolling", "P7D", "{'type':'count','atLeast':2}");
        send(incident("rolling", -1), incident("rolling", 0));
        assertThat(only("rolling").get("window").get("to").isNull()).isTrue();

        clock.setTo(day(7));

        await().atMost(Service.PATIENCE)
                .until(() -> !only("rolling").get("window").get("to").isNull());
        assertThat(only("rolling").get("window").get("to").textValue()).isEqualTo(day(6).toString());
        assertThat(only("rolling").get("status").textValue()).isEqualTo("open");
        assertThat(events.ofTheOne("rolling")).hasSize(1);
    }

    @Test
    void corrections_merge_and_split_episodes_and_each_investigation_keeps_its_own() throws Exception {
        rule("merging", "P6D", "{'type':'count','atLeast':2}");
        clock.setTo(day(2));
        send(incident("merging", 0), incident("merging", 2));
        clock.setTo(day(8));
        send(incident("merging", 7), incident("merging", 8));
        var older = ending("merging", 6);
        var newer = running("merging");

        clock.setTo(day(9));
        send(incident("merging", 4));
        assertThat(service.get("/api/v1/investigations/" + newer, Map.of())
                        .get("mergedInto")
                        .textValue())
                .isEqualTo(older);

        send(retraction("merging", 4));
        assertThat(ending("merging", 6)).isEqualTo(older);
        assertThat(running("merging")).isEqualTo(newer);
        var told = events.ofRule("merging");
        assertThat(told.get(newer))
                .extracting(InvestigationEvents.Told::what)
                .filteredOn(what -> !what.equals("updated"))
                .containsExactly("opened", "withdrawn:merged", "opened:reopened");
        assertThat(told.get(older))
                .extracting(InvestigationEvents.Told::what)
                .doesNotContain("withdrawn", "opened:reopened");
    }

    @Test
    void a_new_rule_judges_the_episode_that_runs_and_a_changed_one_judges_it_again() {
        send(incident("current", -60), incident("current", -59), incident("current", -2), incident("current", -1));

        var id = rule("current", "P7D", "{'type':'count','atLeast':2}");
        service.settle();
        assertThat(only("current").get("crossedAt").textValue()).isEqualTo(day(-1).toString());

        service.putRule(id, "\"1\"", definition("current", "P7D", "{'type':'count','atLeast':3}"))
                .then()
                .statusCode(200);
        service.settle();
        assertThat(only("current").get("status").textValue()).isEqualTo("withdrawn");
    }

    @Test
    void an_ended_episode_keeps_its_version_and_is_still_corrected_by_it() {
        var id = rule("ended", "P2D", "{'type':'count','atLeast':2}");
        send(incident("ended", -1), incident("ended", 0));
        clock.setTo(day(3));
        await().atMost(Service.PATIENCE)
                .until(() -> !only("ended").get("window").get("to").isNull());
        service.putRule(id, "\"1\"", definition("ended", "P2D", "{'type':'count','atLeast':5}"))
                .then()
                .statusCode(200);
        service.settle();
        assertThat(only("ended").get("status").textValue()).isEqualTo("open");
        assertThat(only("ended").get("rule").get("version").intValue()).isEqualTo(1);

        send(retraction("ended", 0));

        assertThat(only("ended").get("status").textValue()).isEqualTo("withdrawn");
    }

    @Test
    void another_window_freezes_what_the_first_opened() {
        var id = rule("frozen", "P7D", "{'type':'count','atLeast':2}");
        send(incident("frozen", -1), incident("frozen", 0));
        service.putRule(id, "\"1\"", definition("frozen", "P9D", "{'type':'count','atLeast':2}"))
                .then()
                .statusCode(200);
        service.settle();
        send(retraction("frozen", 0));

        assertThat(service.investigations("frozen"))
                .extracting(one -> one.get("window").get("type").textValue() + " "
                        + one.get("status").textValue())
                .containsExactlyInAnyOrder("P7D open", "P9D withdrawn");
    }

    private String ending(String rule, int day) {
        return id(service.investigations(rule).stream()
                .filter(one -> one.get("window").get("to").asText().equals(day(day).toString())));
    }

    private String running(String rule) {
        return id(service.investigations(rule).stream()
                .filter(one -> one.get("window").get("to").isNull()));
    }

    private static String id(Stream<JsonNode> investigations) {
        return investigations.findFirst().orElseThrow().get("investigationId").textValue();
    }

    private JsonNode only(String rule) {
        var all = service.investigations(rule);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private String rule(String component, String window, String condition) {
        return service.createRule(definition(component, window, condition))
                .get("id")
                .textValue();
    }

    private static String definition(String component, String window, String condition) {
        return "{'name':'%s','where':'component=%s','groupBy':['component'],'window':'%s','condition':%s}"
                .formatted(component, component, window, condition);
    }

    private void send(Report... reports) {
        topic.send(List.of(reports));
        service.settle();
    }

    private static Report incident(String component, int day) {
        return Reports.of(component + day, day(day), "{'title':'t','tags':{'component':['" + component + "']}}");
    }

    private static Report retraction(String component, int day) {
        var at = day(16);
        return Reports.of(component + day, ReportType.RETRACTED, at, at, "{}");
    }

    private static Instant day(int number) {
        return NOW.plus(Duration.ofDays(number));
    }
}
