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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class SearchIT {

    private static final Instant FIRST = Instant.parse("2018-06-01T00:00:00Z");

    @Inject
    Topic topic;

    @Inject
    Service service;

    @Inject
    MovableClock clock;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "q    | checkout            | 1,2",
                "q    | CHECKOUT 5xx        | 1",
                "q    | checkout -5xx       | 2",
                "q    | \"Köln rechnet\"    | 3",
                "q    | search-3            | 3",
                "q    | checkout or köln    | 1,2,3",
                "q    | \"                  | 1,2,3",
                "sort | occurredAt          | 1,2,3",
                "sort | -occurredAt         | 3,2,1",
                "sort | changedAt           | 3,1,2",
                "sort | -changedAt          | 2,1,3",
            })
    void words_find_and_orders_order(String parameter, String value, String expected) {
        clock.setTo(FIRST.plusSeconds(86_400));
        topic.send(List.of(of(3, "Köln rechnet falsch", "nothing")));
        service.settle();
        topic.send(List.of(of(1, "Checkout answered 5xx", "nothing")));
        service.settle();
        topic.send(List.of(of(2, "Slow", "the checkout took a minute")));
        service.settle();

        var found =
                service.all("/api/v1/incidents", 2, Map.of(parameter, value, "where", "component=searched")).stream()
                        .map(incident -> incident.get("externalId").textValue().substring("search-".length()))
                        .toList();

        assertThat(parameter.equals("q") ? found.stream().sorted().toList() : found)
                .isEqualTo(value.equals("\"") ? List.of() : List.of(expected.split(",")));
    }

    @Test
    void an_export_has_every_incident_once_and_no_cell_is_a_formula() {
        clock.setTo(FIRST.plusSeconds(86_400));
        var reports = new ArrayList<Report>();
        for (int i = 0; i < 1203; i++) {
            reports.add(Reports.of(
                    "export-" + i,
                    FIRST.plusSeconds(i / 3),
                    "{'title':'=cmd()','summary':'a, b','tags':{'component':['exported']},'measures':{'m':1.5}}"));
        }
        topic.send(reports);
        service.settle();
        var query = Map.of("where", "component=exported");

        var csv = given().queryParams(query).accept("text/csv").get("/api/v1/incidents");
        csv.then().statusCode(200).contentType("text/csv");
        var lines = csv.asString().split("\r\n", -1);
        assertThat(lines).hasSize(1203 + 2);
        assertThat(lines[0]).startsWith("incidentId,source,externalId,kind,severity,title");
        assertThat(lines[1]).contains(",'=cmd(),\"a, b\",open,").contains("m=1.5");
        assertThat(List.of(lines).subList(1, 1204)).doesNotHaveDuplicates();

        var ndjson = given().queryParams(query).accept("application/x-ndjson").get("/api/v1/incidents");
        ndjson.then().statusCode(200).contentType("application/x-ndjson");
        assertThat(ndjson.asString().lines().map(line -> line.substring(0, 60)))
                .hasSize(1203)
                .doesNotHaveDuplicates();

        var counts = given().queryParams(Map.of("bucket", "month", "groupBy", "component"))
                .accept("text/csv")
                .get("/api/v1/counts");
        counts.then().statusCode(200).contentType("text/csv");
        assertThat(counts.asString()).startsWith("component,bucket,from,to,incidents,nearMisses");
        assertThat(counts.asString())
                .contains("\r\nexported,2018-06,2018-06-01T00:00:00Z,2018-07-01T00:00:00Z,1203,0,");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "component=pair, cause=c1, team=t0               | -occurredAt | 28,22,16,10,4",
                "component=pair, cause=c1, team=t0               | occurredAt  | 4,10,16,22,28",
                "team=t1, cause=c0, component=pair, source=test  | -occurredAt | 27,21,15,9,3",
                "cause=c2, component=pair, trigger=once          | -occurredAt | 5",
                "component=pair, cause=c1, trigger=once          | -occurredAt | ''",
                "component=pair, cause=c2, cause!=c1, team=~t.   | occurredAt  | 2,5,8,11,14,17,20,23,26,29",
            })
    void what_has_all_of_the_tags_is_found_whichever_is_named_first(String where, String sort, String expected) {
        clock.setTo(FIRST.plusSeconds(86_400));
        topic.send(IntStream.range(0, 30).mapToObj(SearchIT::paired).toList());
        service.settle();

        var found = service.all("/api/v1/incidents", 2, Map.of("where", where, "sort", sort)).stream()
                .map(incident -> incident.get("title").textValue())
                .collect(Collectors.joining(","));

        assertThat(found).isEqualTo(expected);
    }

    private static Report paired(int number) {
        return Reports.of(
                "paired-" + number,
                FIRST.plusSeconds(number),
                "{'title':'%d','occurredAt':'%s','tags':{'component':['pair'],'cause':['c%d'],'team':['t%d']%s}}"
                        .formatted(
                                number,
                                FIRST.plusSeconds(number),
                                number % 3,
                                number % 2,
                                number == 5 ? ",'trigger':['once']" : ""));
    }

    @Test
    void coverage_says_what_is_tagged_by_stored_counts_as_by_counting() {
        clock.setTo(FIRST.plusSeconds(86_400));
        topic.send(List.of(
                covered(1, "'component':['covered','covered2'],'cause':['x','y','z']"),
                covered(2, "'component':['covered']"),
                covered(3, "'component':['covered'],'custom_axis':['v']"),
                covered(4, "'team':['t']")));
        service.settle();
        var day = Map.of("from", "2018-03-01T00:00:00Z", "to", "2018-03-02T00:00:00Z");
        var counted = Map.of(
                "from", "2018-03-01T00:00:00Z", "to", "2018-03-02T00:00:00Z", "where", "source=test, kind=incident");

        var stored = service.get("/api/v1/coverage", day);

        assertThat(stored).isEqualTo(service.get("/api/v1/coverage", counted));
        assertThat(stored.get("incidents").intValue()).isEqualTo(4);
        assertThat(stored.get("dimensions").toString())
                .contains("{\"dimension\":\"component\",\"tagged\":3,\"untagged\":1}")
                .contains("{\"dimension\":\"cause\",\"tagged\":1,\"untagged\":3}")
                .contains("{\"dimension\":\"custom_axis\",\"tagged\":1,\"untagged\":3}")
                .contains("{\"dimension\":\"impact\",\"tagged\":0,\"untagged\":4}")
                .doesNotContain("weekday");
        var toTag = service.all(
                "/api/v1/incidents",
                10,
                Map.of("from", "2018-03-01T00:00:00Z", "to", "2018-03-02T00:00:00Z", "where", "cause=\"\""));
        assertThat(toTag).hasSize(3);
    }

    private static Report of(int number, String title, String summary) {
        return Reports.of(
                "search-" + number,
                FIRST.plusSeconds(number),
                "{'title':'" + title + "','summary':'" + summary + "','tags':{'component':['searched']}}");
    }

    private static Report covered(int number, String tags) {
        return Reports.of(
                "covered-" + number, Instant.parse("2018-03-01T10:00:00Z"), "{'title':'t','tags':{" + tags + "}}");
    }
}
