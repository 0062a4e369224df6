package dev.recur.analysis.taxonomy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.MovableClock;
import dev.recur.analysis.RealServers;
import dev.recur.analysis.Reports;
import dev.recur.analysis.Service;
import dev.recur.analysis.Topic;
import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class TaxonomyIT {

    private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");

    @Inject
    Topic topic;

    @Inject
    Service service;

    @Inject
    MovableClock clock;

    @AfterEach
    void no_other_test_meets_these_aliases() {
        put("[]").then().statusCode(200);
        service.settle();
    }

    @Test
    void a_merge_counts_anew_while_reports_arrive_and_judges_the_group_that_it_took_away() throws Exception {
        clock.setTo(NOW);
        service.createRule("{'name':'merge','where':'team=merged','groupBy':['component'],'window':'quarter',"
                + "'condition':{'type':'count','atLeast':4}}");
        topic.send(incidents("merge-new", 1500, "merge-old"));
        topic.send(incidents("merge-kept", 3, "merge-new"));
        var both = "{'title':'t','tags':{'component':['merge-old','merge-new'],'team':['merged']}}";
        topic.send(List.of(Reports.of("merge-both", NOW, both)));
        var gone = Reports.of("merge-gone", NOW, "{'title':'t','tags':{'component':['merge-old']}}");
        topic.send(List.of(gone, Reports.of("merge-gone", ReportType.RETRACTED, NOW.plusSeconds(1), NOW, "{}")));
        service.settle();
        assertThat(counts()).isEqualTo(Map.of("merge-old", 1501, "merge-new", 4));

        put("[{'name':'component','values':[{'name':'Merge Old','replacedBy':'merge-new'}]}]")
                .then()
                .statusCode(200);
        for (int i = 0; i < 20; i++) {
            topic.send(incidents("meanwhile-" + i, 20, "merge-old"));
            assertThat(service.get("/api/v1/counts/recount", Map.of()).get("differences"))
                    .as("counts equal a recount at every commit")
                    .isEmpty();
        }
        service.settle();

        assertThat(counts()).isEqualTo(Map.of("merge-new", 1504 + 400));
        assertThat(service.get("/api/v1/counts/recount", Map.of()).get("equal").booleanValue())
                .isTrue();
        assertThat(service.all("/api/v1/incidents", 500, Map.of("where", "component=merge-old")))
                .as("literals are resolved; a retracted one is found too")
                .hasSize(1505 + 400);
        var statuses = new TreeMap<String, String>();
        service.investigations("merge")
                .forEach(investigation -> statuses.put(
                        investigation.get("group").get("component").textValue(),
                        investigation.get("status").textValue() + " " + investigation.get("observed")));
        assertThat(statuses).isEqualTo(Map.of("merge-old", "withdrawn 0", "merge-new", "open 1904"));

        put("[]").then().statusCode(200);
        service.settle();
        assertThat(counts()).as("undone").isEqualTo(Map.of("merge-old", 1501 + 400, "merge-new", 4));
        assertThat(service.get("/api/v1/counts/recount", Map.of()).get("equal").booleanValue())
                .isTrue();
    }

    @Test
    void a_rule_that_asks_for_a_value_that_is_merged_counts_what_had_the_other_all_along() {
        clock.setTo(NOW);
        service.createRule("{'name':'asks','where':'component=asked-old','groupBy':['team'],'window':'quarter',"
                + "'condition':{'type':'count','atLeast':1}}");
        topic.send(List.of(asked("asked-1", "asked-new", 2), asked("asked-2", "asked-old", 1)));
        service.settle();
        assertThat(service.investigations("asks")
                        .getFirst()
                        .get("evidenceCount")
                        .intValue())
                .isEqualTo(1);

        put("[{'name':'component','values':[{'name':'asked-old','replacedBy':'asked-new'}]}]")
                .then()
                .statusCode(200);
        service.settle();

        assertThat(service.investigations("asks")
                        .getFirst()
                        .get("evidenceCount")
                        .intValue())
                .isEqualTo(2);
    }

    @Test
    void an_edit_needs_the_version_that_it_is_of() {
        var body = "{\"dimensions\":[]}";
        var stale = current().getHeader("ETag");
        put("[]").then().statusCode(200);

        given().contentType(ContentType.JSON)
                .body(body)
                .put("/api/v1/taxonomy")
                .then()
                .statusCode(428);
        given().contentType(ContentType.JSON)
                .header("If-Match", stale)
                .body(body)
                .put("/api/v1/taxonomy")
                .then()
                .statusCode(412);
        put("[{'name':'assignee'}]").then().statusCode(400);
        var read = current();
        given().contentType(ContentType.JSON)
                .header("If-Match", read.getHeader("ETag"))
                .body(read.asString())
                .put("/api/v1/taxonomy")
                .then()
                .statusCode(200);
    }

    private static Report asked(String name, String component, int hoursAgo) {
        var at = NOW.minusSeconds(3600L * hoursAgo);
        return Reports.of(
                name,
                at,
                "{'title':'t','occurredAt':'%s','tags':{'component':['%s'],'team':['asked']}}"
                        .formatted(at, component));
    }

    private Map<String, Integer> counts() {
        var counts = new TreeMap<String, Integer>();
        for (var row : service.get("/api/v1/counts", Map.of("groupBy", "component", "bucket", "year"))
                .get("rows")) {
            var component = row.get("group").get("component").textValue();
            if (component.startsWith("merge-")) {
                counts.put(component, row.get("incidents").intValue());
            }
        }
        return counts;
    }

    private static Response current() {
        return given().get("/api/v1/taxonomy");
    }

    private static Response put(String dimensions) {
        return given().contentType(ContentType.JSON)
                .header("If-Match", current().getHeader("ETag"))
                .body("{\"dimensions\":" + dimensions.replace('\'', '"') + "}")
                .put("/api/v1/taxonomy");
    }

    private static List<Report> incidents(String name, int number, String component) {
        var reports = new ArrayList<Report>();
        for (int i = 0; i < number; i++) {
            reports.add(Reports.of(
                    name + "-" + i,
                    NOW.minusSeconds(600L * i),
                    "{'title':'t','tags':{'component':['" + component + "'],'team':['merged']}}"));
        }
        return reports;
    }
}
