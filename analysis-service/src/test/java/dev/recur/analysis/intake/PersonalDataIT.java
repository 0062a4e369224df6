package dev.recur.analysis.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recur.analysis.MovableClock;
import dev.recur.analysis.RealServers;
import dev.recur.analysis.Reports;
import dev.recur.analysis.Service;
import dev.recur.analysis.Topic;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportCodec;
import dev.recur.wire.report.ReportType;
import dev.recur.wire.topic.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class PersonalDataIT {

    private static final Instant NOW = Instant.parse("2017-11-18T12:00:00Z");
    private static final String SECRET = "gundula";

    @Inject
    Topic topic;

    @Inject
    Service service;

    @Inject
    Transactions transactions;

    @Inject
    MovableClock clock;

    @Test
    void what_is_erased_is_in_no_table_and_comes_back_by_no_replay() throws Exception {
        clock.setTo(NOW);
        var name = SECRET + "-4711";
        var reports = List.of(
                Reports.of(
                        name,
                        NOW,
                        "{'title':'Asked Gundula','summary':'gundula knows','links':[{'rel':'x','href':'https://gundula.example/'}],"
                                + "'tags':{'component':['Erased Thing'],'team':['a']},'measures':{'m':2},'unknown':'gundula'}"),
                Reports.of(name, NOW.plusSeconds(9), "{'title':'Gundula again','resolvedAt':'2017-11-18T13:00:00Z'}"));
        topic.send(reports);
        service.settle();
        assertThat(tablesWith(SECRET)).contains("report", "incident");
        var path = "/api/v1/incidents/" + Reports.incident(name);
        var before = topic.read(Topics.INCIDENT_REPORTS).size();

        given().delete(path + "/personal-data").then().statusCode(204);
        assertThat(tablesWith(SECRET)).isEmpty();
        await().atMost(Service.PATIENCE)
                .until(() -> topic.read(Topics.INCIDENT_REPORTS).size() == before + 2);
        service.settle();
        var again = new ArrayList<Report>();
        topic.read(Topics.INCIDENT_REPORTS).stream()
                .filter(record -> record.key().equals(Reports.incident(name).toString()))
                .skip(2)
                .forEach(record -> again.add(ReportCodec.decode(ReportType.REPORTED, record.value())));
        assertThat(again)
                .hasSize(2)
                .noneMatch(report -> report.toString().toLowerCase(Locale.ROOT).contains(SECRET));

        topic.send(reports);
        topic.send(List.of(Reports.of(name, NOW.plusSeconds(99), "{'summary':'gundula, later','severity':'sev1'}")));
        service.settle();
        assertThat(tablesWith(SECRET)).isEmpty();
        var incident = service.get(path, Map.of());
        assertThat(incident.get("title").textValue())
                .isEqualTo(Reports.incident(name).toString());
        assertThat(incident.get("severity").textValue()).isEqualTo("sev1");
        assertThat(incident.get("status").textValue()).isEqualTo("resolved");
        assertThat(incident.get("tags").toString()).contains("erased-thing");
        assertThat(incident.get("reports").intValue()).isEqualTo(3);
        assertThat(service.get("/api/v1/counts/recount", Map.of()).get("differences"))
                .isEmpty();
        given().delete("/api/v1/incidents/00000000-0000-4000-8000-000000000000/personal-data")
                .then()
                .statusCode(404);
    }

    /** Every table of the service, asked as text. */
    private List<String> tablesWith(String word) {
        return transactions.run(statements -> {
            var found = new ArrayList<String>();
            for (var table :
                    statements.run("select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                            + " where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition")) {
                var name = table.getString(0);
                var rows =
                        statements.run("select count(*) from " + name + " t where t::text ilike $1", "%" + word + "%");
                if (rows.iterator().next().getLong(0) > 0) {
                    found.add(name);
                }
            }
            return found;
        });
    }
}
