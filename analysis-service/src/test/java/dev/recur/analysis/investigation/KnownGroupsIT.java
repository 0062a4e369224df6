package dev.recur.analysis.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.MovableClock;
import dev.recur.analysis.RealServers;
import dev.recur.analysis.Reports;
import dev.recur.analysis.Service;
import dev.recur.analysis.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of a group that is known only what marks name is read again: what happens around that must not be missed. */
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

    /** Every third minute from the first to before the last there is an incident of that cause by now. */
    private int evidenceAfter(String rule, int first, int last, String cause) {
        clock.pass(Duration.ofHours(1));
        topic.send(IntStream.range(first, last)
                .mapToObj(number -> Reports.of(
                        rule + "-" + number,
                        clock.instant(),
                        "{'title':'t','occurredAt':'%s','tags':{'component':['%s'],'cause':['%s']}}"
                                .formatted(IN_MAY.minus(Duration.ofMinutes(3L * number)), rule, cause)))
                .toList());
        service.settle();
        return service.investigations(rule).getFirst().get("evidenceCount").intValue();
    }
}
