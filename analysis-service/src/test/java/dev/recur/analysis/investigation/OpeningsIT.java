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
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class OpeningsIT {

    private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");
    private static final int MOST = 100;

    @Inject
    Topic topic;

    @Inject
    Service service;

    @Inject
    InvestigationEvents events;

    @Inject
    MovableClock clock;

    @Test
    void all_are_opened_and_what_goes_beyond_a_hundred_an_hour_is_told_as_one() throws Exception {
        clock.setTo(NOW);
        service.createRule("{'name':'too-many','where':'component=~\\\"many-.*\\\"','groupBy':['component'],"
                + "'window':'quarter','condition':{'type':'count','atLeast':1}}");

        send(0, MOST + 5);

        assertThat(service.investigations("too-many")).hasSize(MOST + 5);
        assertThat(told("opened")).hasSize(MOST);
        assertThat(told("opened:too_many_openings"))
                .singleElement()
                .satisfies(notice -> assertThat(notice.event().investigation().headline())
                        .startsWith("The rule too-many has opened more than 100 investigations within an hour;"));

        clock.pass(Telling.PERIOD.plus(Duration.ofMinutes(1)));
        send(MOST + 5, MOST + 6);

        assertThat(told("opened")).as("an hour later it is told as ever").hasSize(MOST + 1);
    }

    private void send(int from, int to) {
        topic.send(IntStream.range(from, to)
                .mapToObj(i -> Reports.of("many-" + i, NOW, "{'title':'t','tags':{'component':['many-" + i + "']}}"))
                .toList());
        service.settle();
    }

    private List<InvestigationEvents.Told> told(String what) throws Exception {
        return events.ofRule("too-many").values().stream()
                .flatMap(List::stream)
                .filter(told -> told.what().equals(what))
                .toList();
    }
}
