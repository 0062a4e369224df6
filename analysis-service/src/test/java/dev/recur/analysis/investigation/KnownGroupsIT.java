package dev.recur.analysis.investigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recur.analysis.MovableClock;
import dev.recur.analysis.RealServers;
import dev.recur.analysis.Reports;
import dev.recur.analysis.Service;
import dev.recur.analysis.Topic;
import dev.recur.analysis.postgres.Locks;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.analysis.rule.Group;
import dev.recur.wire.report.Report;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of a group that is known nothing is read again but what marks name without telling what became of it. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class KnownGroupsIT {

    private static final Instant IN_MAY = Instant.parse("2026-05-20T00:00:00Z");

    @Inject
    Topic topic;

    @Inject
    Service service;

    @Inject
    MovableClock clock;

    @Inject
    Transactions transactions;

    @Test
    void however_many_change_at_once_all_of_them_are_judged() {
        clock.setTo(IN_MAY);
        service.createRule("{'name':'floods','where':'cause=\\\"flood\\\"','groupBy':['component'],'window':'quarter',"
                + "'condition':{'type':'count','atLeast':2}}");

        assertThat(evidenceAfter("floods", 0, 2, "flood")).isEqualTo(2);
        assertThat(evidenceAfter("floods", 2, 3, "flood")).isEqualTo(3);
        assertThat(evidenceAfter("floods", 3, 303, "flood")).isEqualTo(303);
        assertThat(evidenceAfter("floods", 303, 1303, "flood")).isEqualTo(1303);
        assertThat(evidenceAfter("floods", 100, 200, "drought")).isEqualTo(1203);
        assertThat(evidenceAfter("floods", 200, 1200, "drought")).isEqualTo(203);
        assertThat(evidenceAfter("floods", 150, 151, "flood")).isEqualTo(204);
    }

    @Test
    void what_changed_while_a_rule_was_switched_off_is_seen_when_it_is_on_again() {
        clock.setTo(IN_MAY);
        var definition = "{'name':'switched','enabled':%s,'where':'cause=\\\"switch\\\"','groupBy':['component'],"
                + "'window':'quarter','condition':{'type':'count','atLeast':2}}";
        var id = service.createRule(definition.formatted(true)).get("id").textValue();
        assertThat(evidenceAfter("switched", 0, 2, "switch")).isEqualTo(2);

        clock.setTo(IN_MAY.plus(Duration.ofDays(90)));
        service.putRule(id, "\"1\"", definition.formatted(false)).then().statusCode(200);
        assertThat(evidenceAfter("switched", 0, 1, "other")).isEqualTo(2);
        service.putRule(id, "\"2\"", definition.formatted(true)).then().statusCode(200);
        service.settle();

        assertThat(evidenceAfter("switched", 2, 3, "switch")).isEqualTo(2);
    }

    @Test
    void a_window_that_ended_before_the_rule_was_changed_is_told_of_by_the_version_that_it_keeps() {
        clock.setTo(IN_MAY);
        var definition =
                "{'name':'kept-and-told','where':'cause=\\\"keeping\\\"','groupBy':['component'],'window':'quarter',"
                        + "'condition':{'type':'count','atLeast':%d}}";
        var id = service.createRule(definition.formatted(2)).get("id").textValue();
        assertThat(evidenceAfter("kept-and-told", 0, 5, "keeping")).isEqualTo(5);

        clock.setTo(IN_MAY.plus(Duration.ofDays(90)));
        service.putRule(id, "\"1\"", definition.formatted(100)).then().statusCode(200);
        service.settle();

        assertThat(evidenceAfter("kept-and-told", 0, 1, "other")).isEqualTo(4);
        assertThat(evidenceAfter("kept-and-told", 1, 2, "other")).isEqualTo(3);
        assertThat(evidenceAfter("kept-and-told", 0, 1, "keeping")).isEqualTo(4);
    }

    /** A mark says that an incident is gone that is not. */
    @ParameterizedTest
    @CsvSource({
        "same, version = version, 2",
        "other-derivation, derivation = gen_random_uuid(), 3",
        "no-derivation, derivation = null, 3",
        "no-version, version = null, 3"
    })
    void what_a_mark_says_is_believed_while_incidents_are_still_seen_so(String rule, String difference, int evidence) {
        clock.setTo(IN_MAY);
        var definition = "{'name':'%s','where':'component=\\\"%s\\\"','groupBy':['component'],'window':'quarter',"
                + "'condition':{'type':'count','atLeast':2}}";
        var id = UUID.fromString(
                service.createRule(definition.formatted(rule, rule)).get("id").textValue());
        assertThat(evidenceAfter(rule, 0, 2, "belief")).isEqualTo(2);
        clock.pass(Duration.ofHours(1));

        transactions.run(statements -> {
            // while somebody works on the group its marks stay
            Locks.group(statements, id, new Group(Map.of("component", rule)).key());
            topic.send(List.of(report(rule, 2, "belief")));
            await().atMost(Service.PATIENCE)
                    .until(() -> run(
                                    "update judgement_mark set states = array[null]::smallint[], " + difference
                                            + " where rule_id = $1",
                                    id)
                            > 0);
            return true;
        });
        service.settle();

        assertThat(evidenceOf(rule)).isEqualTo(evidence);
    }

    private int run(String statement, UUID id) {
        return transactions.run(statements -> statements.run(statement, id).rowCount());
    }

    /** Every third minute from the first to before the last there is an incident of that cause by now. */
    private int evidenceAfter(String rule, int first, int last, String cause) {
        clock.pass(Duration.ofHours(1));
        topic.send(IntStream.range(first, last)
                .mapToObj(number -> report(rule, number, cause))
                .toList());
        service.settle();
        return evidenceOf(rule);
    }

    private Report report(String rule, int number, String cause) {
        return Reports.of(
                rule + "-" + number,
                clock.instant(),
                "{'title':'t','occurredAt':'%s','tags':{'component':['%s'],'cause':['%s']}}"
                        .formatted(IN_MAY.minus(Duration.ofMinutes(3L * number)), rule, cause));
    }

    private int evidenceOf(String rule) {
        return service.investigations(rule).getFirst().get("evidenceCount").intValue();
    }
}
