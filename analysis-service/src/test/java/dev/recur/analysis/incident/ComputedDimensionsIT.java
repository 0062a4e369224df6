package dev.recur.analysis.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.Markers;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ComputedDimensionsIT {

    private static final Instant MONDAY = Instant.parse("2019-04-01T10:00:00Z");

    @Inject
    Topic topic;

    @Inject
    Service service;

    @Inject
    MovableClock clock;

    @Test
    void incidents_are_counted_and_found_by_what_nobody_typed_also_when_a_marker_comes_late() {
        clock.setTo(MONDAY.plusSeconds(86_400 * 30));
        topic.send(List.of(
                incident(0, 0, "'severity':'sev1','resolvedAt':'2019-04-01T10:30:00Z'"),
                incident(1, 10, "'severity':'sev1','resolvedAt':'2019-04-05T10:30:00Z'"),
                incident(2, 14, "'title':'t'"),
                incident(3, 24 * 5, "'title':'t'"),
                incident(4, 24 * 8, "'title':'t'")));
        service.settle();
        assertThat(counts("hour_band")).isEqualTo(Map.of("business", 2, "off", 2, "sleep", 1));
        assertThat(counts("weekday")).isEqualTo(Map.of("monday", 2, "saturday", 1, "tuesday", 2));
        assertThat(counts("resolution")).isEqualTo(Map.of("in_time", 1, "late", 1, "open", 3));
        assertThat(counts("after")).isEmpty();

        topic.sendMarkers(List.of(Markers.of("late", "computed_release", MONDAY, Map.of())));
        service.settle();
        assertThat(counts("after")).isEqualTo(Map.of("computed_release", 4));
        assertThat(counts("after", "hour_band"))
                .isEqualTo(
                        Map.of("computed_release business", 1, "computed_release off", 2, "computed_release sleep", 1));
        assertThat(found("after=computed_release, hour_band!=sleep")).isEqualTo("0,1,3");
        assertThat(found("after=\"\", component=computed")).isEqualTo("4");
        assertThat(found("resolution=late, component=computed")).isEqualTo("1");

        topic.sendMarkers(List.of(
                Markers.of("late", "computed_release", MONDAY.plusSeconds(1), Map.of(), MONDAY.plusSeconds(9))));
        service.settle();
        assertThat(counts("after")).as("the marker was corrected").isEqualTo(Map.of("computed_release", 3));
        assertThat(service.get("/api/v1/counts/recount", Map.of()).get("differences"))
                .isEmpty();
    }

    private static Report incident(int name, int hours, String facts) {
        return Reports.of(
                "computed-" + name,
                MONDAY.plusSeconds(3600L * hours),
                "{" + facts + ",'tags':{'component':['computed']}}");
    }

    private Map<String, Integer> counts(String... groupBy) {
        var counts = new TreeMap<String, Integer>();
        for (var row : service.get(
                        "/api/v1/counts",
                        Map.of(
                                "groupBy",
                                String.join(",", groupBy),
                                "bucket",
                                "year",
                                "from",
                                "2019-04-01T00:00:00Z",
                                "to",
                                "2019-05-01T00:00:00Z"))
                .get("rows")) {
            var values = List.of(groupBy).stream()
                    .map(dimension -> row.get("group").get(dimension).textValue())
                    .toList();
            counts.put(String.join(" ", values), row.get("incidents").intValue());
        }
        return counts;
    }

    private String found(String where) {
        return String.join(
                ",",
                service.all("/api/v1/incidents", 2, Map.of("where", where)).stream()
                        .map(incident -> incident.get("externalId").textValue().substring("computed-".length()))
                        .sorted()
                        .toList());
    }
}
