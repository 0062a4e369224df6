package dev.recur.analysis.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recur.analysis.MovableClock;
import dev.recur.analysis.RealServers;
import dev.recur.analysis.Reports;
import dev.recur.analysis.Service;
import dev.recur.analysis.Topic;
import dev.recur.infra.Infra;
import dev.recur.wire.report.Report;
import dev.recur.wire.topic.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class OutageIT {

    private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");

    @SuppressWarnings("NullAway.Init") // set by RealServers
    Infra infra;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Inject
    Topic topic;

    @Inject
    Service service;

    @Inject
    MovableClock clock;

    @Test
    void a_database_that_stands_still_is_waited_for() throws Exception {
        outage("stands-still", infra.postgres()::pause, infra.postgres()::resume, true);
    }

    @Test
    void a_database_that_is_killed_is_waited_for() throws Exception {
        outage("killed", infra.postgres()::kill, infra.postgres()::restart, true);
    }

    @Test
    void a_broker_that_is_killed_and_comes_back_is_read_on() throws Exception {
        outage("broker", infra.kafka()::kill, infra.kafka()::restart, false);
    }

    private void outage(String name, Runnable begin, Runnable end, boolean database) throws Exception {
        clock.setTo(NOW);
        service.createRule(("{'name':'%s','where':'component=%s','groupBy':['component'],'window':'quarter',"
                        + "'condition':{'type':'count','atLeast':20}}")
                .formatted(name, name));
        topic.send(incidents(name, 0, 10));
        service.settle();
        var dead = topic.read(Topics.INCIDENT_REPORTS_DEAD).size();

        begin.run();
        try {
            if (database) {
                topic.send(incidents(name, 10, 15));
            }
            await().atMost(Service.PATIENCE).until(() -> isDown("ready", database ? "postgresql" : "kafka"));
            await().during(Duration.ofSeconds(5))
                    .atMost(Service.PATIENCE)
                    .until(() -> health("live").statusCode() == 200);
            if (name.equals("killed")) {
                given().get("/api/v1/incidents").then().statusCode(503).header("Retry-After", "5");
            }
        } finally {
            end.run();
        }
        topic.send(incidents(name, 15, 20));

        service.settle();
        await().atMost(Service.PATIENCE).until(() -> health("ready").statusCode() == 200);
        if (!database) {
            topic.send(incidents(name, 10, 15));
            service.settle();
        }
        assertThat(service.investigations(name).getFirst().get("observed").intValue())
                .isEqualTo(20);
        assertThat(topic.read(Topics.INCIDENT_REPORTS_DEAD)).hasSize(dead);
    }

    private boolean isDown(String path, String name) {
        var answer = health(path);
        return answer.statusCode() == 503
                && answer.jsonPath().getList("checks.findAll { it.status == 'DOWN' }.name").stream()
                        .anyMatch(check -> check.toString().contains(name));
    }

    private Response health(String which) {
        return given().get(management.resolve("/q/health/" + which));
    }

    private static List<Report> incidents(String component, int from, int to) {
        var reports = new ArrayList<Report>();
        for (int i = from; i < to; i++) {
            reports.add(Reports.of(
                    component + "-" + i,
                    NOW.minusSeconds(60L * i),
                    "{'title':'t','tags':{'component':['" + component + "']}}"));
        }
        return reports;
    }
}
