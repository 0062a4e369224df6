package dev.recur.analysis.incident;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.MovableClock;
import dev.recur.analysis.RealServers;
import dev.recur.analysis.Reports;
import dev.recur.analysis.Service;
import dev.recur.analysis.Topic;
import dev.recur.wire.report.Report;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class IncidentsApiIT {

    private static final Instant FIRST = Instant.parse("2026-06-01T00:00:00Z");

    @Inject
    Topic topic;

    @Inject
    Service service;

    @Inject
    MovableClock clock;

    @Test
    void pages_show_every_unchanged_incident_once_while_others_arrive() {
        clock.setTo(FIRST.plusSeconds(86_400));
        topic.send(incidents("paged", 40, 0));
        service.settle();

        var seen = new ArrayList<String>();
        var query = Map.of("where", "component=\"paged\"", "limit", 7);
        var page = given().queryParams(query).get("/api/v1/incidents").jsonPath();
        while (true) {
            seen.addAll(page.getList("items.incidentId"));
            var next = page.getString("next");
            if (next == null) {
                break;
            }
            topic.send(incidents("paged", 3, 1000 + seen.size()));
            service.settle();
            page = given().queryParams(query)
                    .queryParam("cursor", next)
                    .get("/api/v1/incidents")
                    .jsonPath();
        }

        assertThat(seen).doesNotHaveDuplicates();
        for (int i = 0; i < 40; i++) {
            assertThat(seen).contains(Reports.incident("paged-" + i).toString());
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "where     | component=\"Filter Me\"                       | 1,2,3,4",
                "where     | component=filter-me, team!=\"\"               | 1,2",
                "where     | component=filter-me, team=\"\"                | 3,4",
                "where     | component=filter-me, team=~\"[ab]\"           | 1,2",
                "where     | component=filter-me, team!~\"b\"              | 1,3,4",
                "where     | component=filter-me, severity=sev1            | 1",
                "where     | component=filter-me, source=test              | 1,2,3,4",
                "where     | component=filter-me, source!=test             | ''",
                "kind      | near_miss,drill                               | 3,4",
                "kind      | drill                                         | 4",
                "status    | resolved                                      | 2",
                "status    | open                                          | 1,3,4",
                "from      | 2026-05-03T00:00:00Z                          | 3,4",
                "to        | 2026-05-03T00:00:00+00:00                     | 1,2",
                "sort      | -occurredAt                                   | 1,2,3,4"
            })
    void filters_find_what_they_say(String parameter, String value, String expected) {
        topic.send(List.of(
                filterable(1, "'severity':'sev1','tags':{'component':['filter-me'],'team':['a']}"),
                filterable(2, "'resolvedAt':'2026-05-09T00:00:00Z','tags':{'component':['filter-me'],'team':['b']}"),
                filterable(3, "'kind':'near_miss','tags':{'component':['filter-me']}"),
                filterable(4, "'kind':'drill','tags':{'component':['filter-me']}")));
        service.settle();

        var query = parameter.equals("where")
                ? Map.of("where", value)
                : Map.of("where", "component=filter-me", parameter, value);
        var found = service.all("/api/v1/incidents", 3, query).stream()
                .map(incident -> incident.get("externalId").textValue().substring("filter-".length()))
                .sorted()
                .toList();

        assertThat(String.join(",", found)).isEqualTo(expected);
    }

    @Test
    void an_incident_shows_what_is_folded_and_where_each_dimension_comes_from() {
        topic.send(List.of(
                Reports.of("shown", FIRST, "{'title':'Shown','tags':{'component':['Old One']}}"),
                Reports.of("shown", FIRST.plusSeconds(1), "{'resolvedAt':'2026-06-01T01:00:00Z'}")));
        service.settle();
        var path = "/api/v1/incidents/" + Reports.incident("shown");

        var incident = service.get(path, Map.of());
        assertThat(incident.get("tags").toString()).isEqualTo("{\"component\":[\"old-one\"]}");
        assertThat(incident.get("provenance")
                        .get("component")
                        .get("asTyped")
                        .get(0)
                        .textValue())
                .isEqualTo("Old One");
        assertThat(incident.get("status").textValue()).isEqualTo("resolved");
        assertThat(incident.get("reports").intValue()).isEqualTo(2);
        assertThat(service.get(path + "/reports", Map.of()).get("items"))
                .extracting(report -> report.get("facts").has("title"))
                .containsExactly(true, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/incidents?limit=0",
                "/api/v1/incidents?limit=501",
                "/api/v1/incidents?limit=many",
                "/api/v1/incidents?kind=accident",
                "/api/v1/incidents?status=gone",
                "/api/v1/incidents?sort=title",
                "/api/v1/incidents?where=component",
                "/api/v1/incidents?where=component%3D%22a%00%22",
                "/api/v1/incidents?from=yesterday",
                "/api/v1/incidents?from=-999999999-01-01T00:00:00Z",
                "/api/v1/incidents?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z",
                "/api/v1/incidents?cursor=abc",
                "/api/v1/incidents?changedSince=1",
                "/api/v1/counts?bucket=decade",
                "/api/v1/counts?groupBy=assignee",
                "/api/v1/counts?groupBy=a,b,c,d",
                "/api/v1/counts?where=component%3D%22a%00%22",
                "/api/v1/investigations?status=old",
                "/api/v1/investigations?cursor=W10"
            })
    void bad_parameters_are_problems_that_say_what_to_do(String path) {
        var answer = given().urlEncodingEnabled(false).get(path);

        answer.then().statusCode(400).contentType("application/problem+json");
        assertThat(answer.jsonPath().getString("detail")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/incidents/00000000-0000-4000-8000-000000000000",
                "/api/v1/incidents/00000000-0000-4000-8000-000000000000/reports",
                "/api/v1/incidents/nonsense",
                "/api/v1/rules/00000000-0000-4000-8000-000000000000",
                "/api/v1/investigations/00000000-0000-4000-8000-000000000000",
                "/api/v1/investigations/00000000-0000-4000-8000-000000000000/evidence",
                "/api/v1/nonsense"
            })
    void what_is_not_there_is_a_problem_too(String path) {
        given().get(path).then().statusCode(404).contentType("application/problem+json");
    }

    private static List<Report> incidents(String component, int number, int from) {
        var reports = new ArrayList<Report>();
        for (int i = from; i < from + number; i++) {
            // several at the same time: the position must tell them apart
            reports.add(Reports.of(
                    component + "-" + i,
                    FIRST.plusSeconds(i / 4 * 60L),
                    "{'title':'t','tags':{'component':['" + component + "']}}"));
        }
        return reports;
    }

    private static Report filterable(int day, String facts) {
        return Reports.of("filter-" + day, Instant.parse("2026-05-0" + day + "T00:00:00Z"), "{" + facts + "}");
    }
}
