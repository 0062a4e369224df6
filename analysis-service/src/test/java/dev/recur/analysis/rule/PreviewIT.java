package dev.recur.analysis.rule;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItems;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recur.analysis.MovableClock;
import dev.recur.analysis.RealServers;
import dev.recur.analysis.Reports;
import dev.recur.analysis.Service;
import dev.recur.analysis.Topic;
import dev.recur.wire.report.Report;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class PreviewIT {

    private static final Instant START = Instant.parse("2026-02-10T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    @Inject
    Topic topic;

    @Inject
    Service service;

    @Inject
    MovableClock clock;

    @Test
    void history_is_listed_although_it_is_late_imported_and_older_than_any_rule() {
        reported("imported", ",'backfilled':true", 0, 1, 2, 30, 90);

        var preview = service.preview(
                definition("imported", "quarter", 3), Map.of("from", "2026-01-01T00:00:00Z", "to", NOW.toString()));

        assertThat(preview.get("evaluatedIncidents").intValue()).isEqualTo(5);
        assertThat(preview.get("groups").intValue()).isEqualTo(1);
        var pattern = preview.get("investigations").get(0);
        assertThat(preview.get("investigations")).hasSize(1);
        assertThat(pattern.get("group").toString()).isEqualTo("{\"component\":\"imported\"}");
        assertThat(pattern.get("window").toString())
                .isEqualTo("{\"type\":\"quarter\",\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-04-01T00:00:00Z\"}");
        assertThat(pattern.get("crossedAt").textValue()).isEqualTo(day(2).toString());
        assertThat(pattern.get("observed").intValue()).isEqualTo(3);
        assertThat(pattern.get("peak").intValue()).isEqualTo(4);
        assertThat(pattern.get("evidence")).hasSize(4);
        assertThat(pattern.get("evidence").get(0).textValue())
                .isEqualTo(Reports.incident("imported0").toString());
        assertThat(preview.has("gained")).isFalse();
    }

    @Test
    void it_lists_what_crossed_between_the_times_and_that_whole() {
        reported("between", "", 0, 1, 2, 3, 40, 41);
        var rule = definition("between", "P5D", 2);

        assertThat(crossings(service.preview(rule, Map.of()).get("investigations")))
                .containsExactly(day(1), day(41));
        assertThat(crossings(
                        service.preview(rule, Map.of("from", day(2).toString())).get("investigations")))
                .containsExactly(day(41));
        var first = service.preview(rule, Map.of("to", day(2).toString())).get("investigations");
        assertThat(crossings(first)).containsExactly(day(1));
        assertThat(first.get(0).get("window").get("from").textValue()).isEqualTo(day(-4).toString());
        assertThat(first.get(0).get("window").get("to").textValue()).isEqualTo(day(7).toString());
        assertThat(first.get(0).get("peak").intValue()).isEqualTo(4);
    }

    @Test
    void against_a_saved_rule_it_says_what_is_gained_and_lost() {
        reported("against", "", 0, 1, 2, 40, 41);
        var saved = service.createRule(definition("against", "P5D", 3));

        var looser = service.preview(
                definition("against", "P5D", 2),
                Map.of("against", saved.get("id").textValue()));
        var stricter = service.preview(
                definition("against", "P1D", 3),
                Map.of("against", saved.get("id").textValue()));

        assertThat(crossings(looser.get("gained"))).containsExactly(day(41));
        assertThat(looser.get("lost")).isEmpty();
        assertThat(stricter.get("gained")).isEmpty();
        assertThat(crossings(stricter.get("lost"))).containsExactly(day(2));
    }

    @Test
    void what_is_saved_can_be_previewed_as_it_is_read_and_what_is_wrong_is_told() {
        var saved = service.createRule(definition("saved", "month", 3));

        assertThat(service.preview(saved.toString(), Map.of()).get("investigations"))
                .isEmpty();
        given().contentType(ContentType.JSON)
                .body("{\"window\":\"P3M\"}")
                .post("/api/v1/rules/preview")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.pointer", hasItems("/name", "/window", "/condition"));
        given().contentType(ContentType.JSON)
                .body(saved.toString())
                .post("/api/v1/rules/preview?against=" + Reports.incident("none"))
                .then()
                .statusCode(400);
    }

    @Test
    void an_investigation_explains_itself() {
        clock.setTo(NOW);
        service.createRule(definition("explained", "quarter", 2).replace("{'name'", "{'escalateAt':[5],'name'"));
        reported("explained", "", 50, 51, 52);
        var id = service.investigations("explained")
                .getFirst()
                .get("investigationId")
                .textValue();

        var explanation = service.get("/api/v1/investigations/" + id + "/explain", Map.of());

        assertThat(explanation.get("sentence").textValue()).startsWith("explained ");
        assertThat(explanation.get("rule").get("version").intValue()).isEqualTo(1);
        assertThat(explanation.get("rule").get("condition").get("atLeast").intValue())
                .isEqualTo(2);
        assertThat(explanation.get("evidence")).hasSize(3);
        assertThat(explanation.get("history")).hasSize(3);
        assertThat(explanation.get("window").get("type").textValue()).isEqualTo("quarter");
        assertThat(explanation.get("because").toString()).contains("at least 2", day(51).toString());
        assertThat(explanation.get("wouldChange").toString()).contains("withdrawn", "escalated at 5");
        given().get("/api/v1/investigations/" + Reports.incident("none") + "/explain")
                .then()
                .statusCode(404);
    }

    private static List<Instant> crossings(JsonNode patterns) {
        var crossings = new ArrayList<Instant>();
        patterns.forEach(
                pattern -> crossings.add(Instant.parse(pattern.get("crossedAt").textValue())));
        return crossings;
    }

    private void reported(String component, String more, int... days) {
        clock.setTo(NOW);
        var reports = new ArrayList<Report>();
        for (var day : days) {
            reports.add(Reports.of(
                    component + day, day(day), "{'title':'t','tags':{'component':['" + component + "']}" + more + "}"));
        }
        topic.send(reports);
        service.settle();
    }

    private static String definition(String component, String window, int atLeast) {
        return "{'name':'%s','where':'component=%s','groupBy':['component'],'window':'%s',"
                        .formatted(component, component, window)
                + "'condition':{'type':'count','atLeast':" + atLeast + "}}";
    }

    private static Instant day(int number) {
        return START.plus(Duration.ofDays(number));
    }
}
