package dev.recur.analysis.investigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recur.analysis.MovableClock;
import dev.recur.analysis.RealServers;
import dev.recur.analysis.Reports;
import dev.recur.analysis.Service;
import dev.recur.analysis.Topic;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.wire.report.ReportType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Other instances are played by statements: what they leave is all that this one sees of them. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class JudgeLeaseIT {

    private static final Instant IN_MAY = Instant.parse("2026-05-20T00:00:00Z");
    private static final String ANOTHER_HOLDS_IT =
            "update judge_lease set judge = gen_random_uuid(), turn = turn + 1, until = clock_timestamp() + interval '1 hour'";

    private static final String BATCHES_THAT_MARK_NOTHING =
            "insert into batch_mark (rule_ids, group_keys, stretch_micros, stretches, firsts, lasts)"
                    + " select '{}', '{}', '{}', '{}', '{}', '{}' from generate_series(1, 200)";

    @Inject
    Topic topic;

    @Inject
    Service service;

    @Inject
    MovableClock clock;

    @Inject
    Transactions transactions;

    @AfterEach
    void nobodyHoldsIt() {
        run("update judge_lease set judge = null");
    }

    @Test
    void what_another_instance_has_judged_is_read_anew() {
        open("other");

        run(ANOTHER_HOLDS_IT);
        takeIn("other-3");
        run("delete from batch_mark");
        nobodyHoldsIt();
        judge("other-4");

        assertThat(evidenceOf("other")).isEqualTo(4);
    }

    @Test
    void the_lease_of_an_instance_that_died_ends() {
        open("dead");

        run(ANOTHER_HOLDS_IT);
        takeIn("dead-3");
        assertThat(service.rows("batch_mark")).isPositive();
        run("update judge_lease set until = clock_timestamp()");
        service.settle();

        assertThat(evidenceOf("dead")).isEqualTo(3);
    }

    /** An incident that was retracted since is told of by the second of many portions, and the retraction by the third. */
    @Test
    void nothing_is_opened_for_what_was_over_when_the_group_was_read() {
        clock.setTo(IN_MAY);
        service.createRule(rule("over", 3));
        judge("over-1");

        run(ANOTHER_HOLDS_IT);
        takeIn("over-2");
        run(BATCHES_THAT_MARK_NOTHING);
        takeIn("over-3");
        run(BATCHES_THAT_MARK_NOTHING);
        topic.send(List.of(Reports.of("over-3", ReportType.RETRACTED, IN_MAY, IN_MAY, "{}")));
        await().atMost(Service.PATIENCE).until(topic::isTaken);
        nobodyHoldsIt();
        service.settle();

        assertThat(service.investigations("over")).isEmpty();
    }

    private void open(String component) {
        clock.setTo(IN_MAY);
        service.createRule(rule(component, 2));
        judge(component + "-1");
        judge(component + "-2");
        assertThat(evidenceOf(component)).isEqualTo(2);
    }

    private static String rule(String component, int atLeast) {
        return "{'name':'%s','where':'component=\\\"%s\\\"','groupBy':['component'],'window':'quarter',"
                        .formatted(component, component)
                + "'condition':{'type':'count','atLeast':%d}}".formatted(atLeast);
    }

    private void judge(String name) {
        takeIn(name);
        service.settle();
    }

    /** Each at its own time: of what is known only that is read anew. */
    private void takeIn(String name) {
        var dash = name.indexOf('-');
        var at = IN_MAY.plus(Duration.ofHours(Integer.parseInt(name.substring(dash + 1))));
        topic.send(List.of(Reports.of(
                name,
                IN_MAY,
                "{'title':'t','occurredAt':'%s','tags':{'component':['%s']}}".formatted(at, name.substring(0, dash)))));
        await().atMost(Service.PATIENCE).until(topic::isTaken);
    }

    private int evidenceOf(String rule) {
        return service.investigations(rule).getFirst().get("evidenceCount").intValue();
    }

    private void run(String statement) {
        transactions.run(statements -> statements.run(statement));
    }
}
