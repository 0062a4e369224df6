package dev.recur.analysis.investigation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.recur.analysis.MovableClock;
import dev.recur.analysis.RealServers;
import dev.recur.analysis.Reports;
import dev.recur.analysis.Service;
import dev.recur.analysis.Topic;
import dev.recur.analysis.investigation.postgres.TransitionRows;
import dev.recur.analysis.investigation.postgres.Transitions;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.wire.investigation.Investigation.Transition;
import dev.recur.wire.investigation.Status;
import dev.recur.wire.report.ReportType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class TransitionsIT {

    private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");

    @Inject
    Topic topic;

    @Inject
    Service service;

    @Inject
    InvestigationEvents events;

    @Inject
    Transitions transitions;

    @Inject
    Transactions transactions;

    @Inject
    MovableClock clock;

    @BeforeEach
    void inTheMiddleOfAQuarter() {
        clock.setTo(NOW);
    }

    @Test
    void it_is_worked_on_from_open_to_closed_and_every_step_is_told() throws Exception {
        var id = opened("worked", 2, "[]");
        for (var to : List.of("triaged", "investigating", "actions_agreed", "verifying", "closed")) {
            move(id, etag(id), "{'to':'" + to + "','note':'by hand'}")
                    .then()
                    .statusCode(200)
                    .body("status", equalTo(to));
        }
        service.settle();

        var told = events.ofTheOne("worked");
        assertThat(told)
                .extracting(InvestigationEvents.Told::what)
                .containsExactly(
                        "opened", "transitioned", "transitioned", "transitioned", "transitioned", "transitioned");
        assertThat(told).extracting(one -> one.event().sequence()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        var last = told.getLast().event().investigation();
        assertThat(last.evidence()).hasSize(2);
        assertThat(last.transitions())
                .extracting(step -> step.to().wireName() + " by " + step.by())
                .containsExactly(
                        "open by rule worked v1",
                        "triaged by local",
                        "investigating by local",
                        "actions_agreed by local",
                        "verifying by local",
                        "closed by local");
    }

    @Test
    void a_step_is_refused_without_the_etag_with_an_old_one_and_where_there_is_none() {
        var id = opened("refused", 2, "[]");
        var etag = etag(id);

        given().contentType(ContentType.JSON)
                .body("{\"to\":\"triaged\"}")
                .post(path(id))
                .then()
                .statusCode(428);
        move(id, etag, "{'to':'closed'}")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", startsWith("The investigation is open; from there it can become triaged"));
        move(id, etag, "{'to':'dismissed'}").then().statusCode(400).body("errors[0].pointer", equalTo("/note"));
        move(id, etag, "{'to':'triaged'}").then().statusCode(200);
        move(id, etag, "{'to':'investigating'}").then().statusCode(412);
        move("00000000-0000-4000-8000-000000000000", etag, "{'to':'triaged'}")
                .then()
                .statusCode(404);
    }

    @Test
    void the_etag_counts_every_step_of_a_life_of_which_the_latest_are_shown() {
        var id = opened("long-lived", 2, "[]");
        var step = new Transition(Status.OPEN, Status.OPEN, NOW, "a test", null);
        transactions.run(statements -> {
            IntStream.range(0, 150).forEach(i -> TransitionRows.add(statements, UUID.fromString(id), step));
            return null;
        });

        move(id, etag(id), "{'to':'triaged'}").then().statusCode(200);
    }

    @Test
    void of_many_who_move_it_at_once_one_does() throws Exception {
        var id = opened("raced", 2, "[]");
        var etag = etag(id);
        Callable<Integer> attempt = () -> move(id, etag, "{'to':'triaged'}").statusCode();
        try (var people = Executors.newFixedThreadPool(8)) {
            var statuses = new ArrayList<Integer>();
            for (var answer : people.invokeAll(
                    IntStream.range(0, 16).mapToObj(i -> attempt).toList())) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnlyOnce(200);
            assertThat(statuses.stream().filter(status -> status == 412)).hasSize(15);
        }
        service.settle();
        assertThat(events.ofTheOne("raced"))
                .extracting(InvestigationEvents.Told::what)
                .containsExactly("opened", "transitioned");
    }

    @Test
    void a_risk_is_accepted_until_its_end_and_then_open_again() throws Exception {
        var id = opened("risky", 2, "[]");
        var until = NOW.plus(Duration.ofDays(10));
        move(id, etag(id), "{'to':'accepted_risk','note':'a rewrite is under way','until':'" + until + "'}")
                .then()
                .statusCode(200)
                .body("transitions[1].until", equalTo(until.toString()));
        clock.setTo(until.minusSeconds(60));
        service.settle();
        assertThat(status(id)).isEqualTo("accepted_risk");

        clock.setTo(until);
        Callable<Boolean> sweep = transitions::endRisks;
        try (var instances = Executors.newFixedThreadPool(4)) {
            instances.invokeAll(List.of(sweep, sweep, sweep, sweep));
        }
        await().atMost(Service.PATIENCE).until(() -> status(id).equals("open"));
        service.settle();

        var told = events.ofTheOne("risky");
        assertThat(told)
                .extracting(InvestigationEvents.Told::what)
                .containsExactly("opened", "transitioned", "opened:risk_ended");
        assertThat(told.getLast()
                        .event()
                        .investigation()
                        .transitions()
                        .getLast()
                        .note())
                .isEqualTo("risk_ended");
    }

    @Test
    void what_is_closed_gets_more_evidence_and_tells_of_it_at_a_level_only() throws Exception {
        var id = opened("settled", 2, "[4]");
        move(id, etag(id), "{'to':'dismissed','note':'a known one'}").then().statusCode(200);
        send("settled", 3);
        clock.pass(Duration.ofMinutes(2));
        service.settle();
        assertThat(service.get("/api/v1/investigations/" + id, Map.of()).get("evidence"))
                .hasSize(3);
        assertThat(events.ofTheOne("settled")).hasSize(2);

        send("settled", 4);

        assertThat(status(id)).isEqualTo("dismissed");
        assertThat(events.ofTheOne("settled"))
                .extracting(InvestigationEvents.Told::what)
                .containsExactly("opened", "transitioned", "escalated");
    }

    @Test
    void what_people_have_worked_on_is_marked_and_never_withdrawn() throws Exception {
        var id = opened("marked", 2, "[]");
        var until = NOW.plus(Duration.ofDays(1));
        move(id, etag(id), "{'to':'accepted_risk','note':'for a day','until':'" + until + "'}");
        clock.setTo(until);
        await().atMost(Service.PATIENCE).until(() -> status(id).equals("open"));

        topic.send(List.of(Reports.of("marked-1", ReportType.RETRACTED, until, until, "{}")));
        service.settle();

        var investigation = service.get("/api/v1/investigations/" + id, Map.of());
        assertThat(investigation.get("status").textValue()).isEqualTo("open");
        assertThat(investigation.get("belowThreshold").booleanValue()).isTrue();
        assertThat(events.ofTheOne("marked"))
                .extracting(InvestigationEvents.Told::what)
                .containsExactly("opened", "transitioned", "opened:risk_ended", "updated:below_threshold");
    }

    private String opened(String component, int atLeast, String escalateAt) {
        service.createRule(("{'name':'%s','where':'component=%s','groupBy':['component'],'window':'quarter',"
                        + "'condition':{'type':'count','atLeast':%d},'escalateAt':%s}")
                .formatted(component, component, atLeast, escalateAt));
        send(component, atLeast);
        return service.investigations(component)
                .getFirst()
                .get("investigationId")
                .textValue();
    }

    private void send(String component, int incidents) {
        topic.send(IntStream.range(0, incidents)
                .mapToObj(i -> Reports.of(
                        component + "-" + i,
                        NOW.minus(Duration.ofHours(1L + i)),
                        "{'title':'t','tags':{'component':['" + component + "']}}"))
                .toList());
        service.settle();
    }

    private static Response move(String id, String etag, String body) {
        return given().contentType(ContentType.JSON)
                .header("If-Match", etag)
                .body(body.replace('\'', '"'))
                .post(path(id));
    }

    private static String path(String id) {
        return "/api/v1/investigations/" + id + "/transitions";
    }

    private static String etag(String id) {
        return given().get("/api/v1/investigations/" + id).getHeader("ETag");
    }

    private String status(String id) {
        return service.get("/api/v1/investigations/" + id, Map.of())
                .get("status")
                .textValue();
    }
}
