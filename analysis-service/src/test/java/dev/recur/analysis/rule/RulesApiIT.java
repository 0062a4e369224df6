package dev.recur.analysis.rule;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import dev.recur.analysis.MovableClock;
import dev.recur.analysis.RealServers;
import dev.recur.analysis.Reports;
import dev.recur.analysis.Service;
import dev.recur.analysis.Topic;
import dev.recur.wire.report.ReportType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class RulesApiIT {

    private static final Instant NOW = Instant.parse("2026-08-18T12:00:00Z");

    @Inject
    Topic topic;

    @Inject
    Service service;

    @Inject
    MovableClock clock;

    @BeforeEach
    void inTheMiddleOfAQuarter() {
        clock.setTo(NOW);
    }

    @Test
    void the_starter_rule_is_there_and_enabled() {
        var starter = given().get("/api/v1/rules").jsonPath();

        assertThat(starter.getList("items.findAll { it.name == 'component-quarter' }.condition.atLeast"))
                .containsExactly(4);
        assertThat(starter.getList("items.findAll { it.name == 'component-quarter' }.mergeWithin"))
                .containsExactly("PT6H");
        assertThat(starter.getList("items.findAll { it.name == 'component-quarter' }.enabled"))
                .containsExactly(true);
    }

    @Test
    void a_change_makes_a_version_and_judges_again() {
        var id = service.createRule(definition("changed", 3)).get("id").textValue();
        twoIncidents("changed");
        assertThat(service.investigations("changed")).isEmpty();

        var etag = given().get("/api/v1/rules/" + id).header("ETag");
        service.putRule(id, etag, definition("changed", 2))
                .then()
                .statusCode(200)
                .body("version", equalTo(2));
        service.settle();
        assertThat(service.investigations("changed")
                        .getFirst()
                        .get("rule")
                        .get("version")
                        .intValue())
                .isEqualTo(2);

        service.putRule(id, etag, definition("changed", 5)).then().statusCode(412);
        service.putRule(id, "\"2\"", definition("changed", 5)).then().statusCode(200);
        service.settle();
        assertThat(service.investigations("changed").getFirst().get("status").textValue())
                .isEqualTo("withdrawn");
    }

    @Test
    void a_disabled_rule_opens_nothing_and_enabling_it_is_a_change() {
        var off = definition("off", 2).replace("{'name'", "{'enabled':false,'name'");
        var id = service.createRule(off).get("id").textValue();
        twoIncidents("off");
        assertThat(service.investigations("off")).isEmpty();

        service.putRule(id, "\"1\"", definition("off", 2)).then().statusCode(200);
        service.settle();
        assertThat(service.investigations("off")).hasSize(1);
    }

    @Test
    void deleting_a_rule_keeps_what_it_opened() {
        var id = service.createRule(definition("deleted", 2)).get("id").textValue();
        twoIncidents("deleted");
        given().delete("/api/v1/rules/" + id).then().statusCode(428);
        given().header("If-Match", "\"9\"").delete("/api/v1/rules/" + id).then().statusCode(412);
        given().header("If-Match", "\"1\"").delete("/api/v1/rules/" + id).then().statusCode(204);
        given().get("/api/v1/rules/" + id).then().statusCode(404).contentType("application/problem+json");

        var at = NOW.plusSeconds(5);
        topic.send(List.of(Reports.of("deleted-1", ReportType.RETRACTED, at, at, "{}")));
        service.settle();

        assertThat(service.investigations("deleted").getFirst().get("status").textValue())
                .isEqualTo("open");
    }

    @Test
    void a_held_update_of_a_rule_that_was_disabled_waits_for_it_without_a_judge_that_spins() {
        var id = service.createRule(definition("held", 2)).get("id").textValue();
        twoIncidents("held");
        topic.send(List.of(Reports.of("held-3", NOW, "{'tags':{'component':['held']}}")));
        service.settle();
        service.putRule(id, "\"1\"", definition("held", 2).replace("{'name'", "{'enabled':false,'name'"))
                .then()
                .statusCode(200);
        clock.pass(Duration.ofMinutes(2));

        service.settle();
        assertThat(service.rows("investigation where update_due_at is not null"))
                .isPositive();
    }

    @Test
    void names_are_unique_among_what_is_not_deleted() {
        service.createRule(definition("unique", 2));

        service.postRule(definition("unique", 3)).then().statusCode(409).contentType("application/problem+json");
    }

    @Test
    void a_bad_rule_is_told_all_that_is_wrong_with_it() {
        service.postRule("{'nam':'x','window':'decade','condition':{'type':'count','atLeast':-1},'priority':'p1'}")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body(
                        "errors.pointer",
                        containsInAnyOrder("/nam", "/name", "/window", "/condition/atLeast", "/priority"));
        given().contentType(ContentType.JSON)
                .body("{")
                .post("/api/v1/rules")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        given().contentType(ContentType.JSON)
                .body("{}")
                .put("/api/v1/rules/" + Reports.incident("none"))
                .then()
                .statusCode(400);
    }

    private void twoIncidents(String component) {
        var facts = "{'title':'t','tags':{'component':['" + component + "']}}";
        topic.send(List.of(
                Reports.of(component + "-1", NOW.minusSeconds(60), facts),
                Reports.of(component + "-2", NOW.minusSeconds(30), facts)));
        service.settle();
    }

    private static String definition(String name, int atLeast) {
        return "{'name':'%s','where':'component=%s','groupBy':['component'],'window':'quarter',".formatted(name, name)
                + "'condition':{'type':'count','atLeast':" + atLeast + "}}";
    }
}
