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

/** Marks name what changed, or where it is much between which times: of a group that is known only that is read again. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ManyChangesIT {

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
        service.createRule("{'name':'many','where':'cause=\\\"flood\\\"','groupBy':['component'],'window':'quarter',"
                + "'condition':{'type':'count','atLeast':2}}");

        assertThat(evidenceAfter(0, 2, "flood")).isEqualTo(2);
        assertThat(evidenceAfter(2, 3, "flood")).isEqualTo(3);
        assertThat(evidenceAfter(3, 303, "flood")).isEqualTo(303);
        assertThat(evidenceAfter(303, 1303, "flood")).isEqualTo(1303);
        assertThat(evidenceAfter(100, 200, "drought")).isEqualTo(1203);
        assertThat(evidenceAfter(200, 1200, "drought")).isEqualTo(203);
        assertThat(evidenceAfter(150, 151, "flood")).isEqualTo(204);
    }

    /** Every third minute from the first to before the last there is an incident of that cause by now. */
    private int evidenceAfter(int first, int last, String cause) {
        clock.pass(Duration.ofHours(1));
        topic.send(IntStream.range(first, last)
                .mapToObj(number -> Reports.of(
                        "many-" + number,
                        clock.instant(),
                        "{'title':'t','occurredAt':'%s','tags':{'component':['many'],'cause':['%s']}}"
                                .formatted(IN_MAY.minus(Duration.ofMinutes(3L * number)), cause)))
                .toList());
        service.settle();
        return service.investigations("many").getFirst().get("evidenceCount").intValue();
    }
}
