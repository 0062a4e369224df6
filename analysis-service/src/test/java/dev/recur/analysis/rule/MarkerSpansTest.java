package dev.recur.analysis.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.wire.marker.Marker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkerSpansTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Group PAYMENTS = new Group(Map.of("component", "payments"));

    /** Markers, a moment and lengths in hours; each marker counts for ten. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "no marker,                         '',      5,  false, 0",
        "before it,                         '10',    9,  false, 0",
        "at it,                             '10',    10, true,  0",
        "soon after it,                     '10',    15, true,  5",
        "the last moment of it,             '10',    19, true,  9",
        "its end is no more of it,          '10',    20, false, 10",
        "long after it,                     '10',    50, false, 10",
        "in two that overlap,               '10 15', 22, true,  12",
        "after two that overlap,            '10 15', 50, false, 15",
        "after two that touch,              '10 20', 50, false, 20",
        "in the second of two that touch,   '10 20', 20, true,  10",
        "after two at the same time,        '10 10', 50, false, 10",
        "between two,                       '10 30', 25, false, 10",
        "in the second of two,              '10 30', 33, true,  13",
        "after three,                       '30 10 50', 99, false, 30",
        "in whatever order they come,       '30 10', 33, true,  13",
    })
    void times_soon_after_markers(String sentence, String hours, long at, boolean contains, long until) {
        var markers = new ArrayList<Marker>();
        for (var hour : hours.split(" ")) {
            if (!hour.isEmpty()) {
                markers.add(marker(Long.parseLong(hour), Map.of()));
            }
        }

        var spans = MarkerSpans.of(markers, Duration.ofHours(10), PAYMENTS);

        assertThat(spans.contains(hour(at))).isEqualTo(contains);
        assertThat(spans.until(hour(at))).isEqualTo(Duration.ofHours(until).toNanos() / 1000);
    }

    @Test
    void a_marker_of_another_component_is_none_of_the_group_s_and_one_that_does_not_say_is() {
        var another = marker(10, Map.of("component", List.of("carts")));
        var own = marker(30, Map.of("component", List.of("carts", "payments"), "team", List.of("shop")));
        var silent = marker(50, Map.of("team", List.of("shop")));
        var empty = marker(70, Map.of("component", List.of()));

        var spans = MarkerSpans.of(List.of(another, own, silent, empty), Duration.ofHours(10), PAYMENTS);

        assertThat(spans.contains(hour(15))).isFalse();
        assertThat(spans.contains(hour(35))).isTrue();
        assertThat(spans.contains(hour(55))).isTrue();
        assertThat(spans.contains(hour(75))).isTrue();
        assertThat(spans.edges().stream()).containsExactly(hour(30), hour(40), hour(50), hour(60), hour(70), hour(80));
    }

    private static Marker marker(long hour, Map<String, List<String>> tags) {
        var startsAt = START.plus(Duration.ofHours(hour));
        return new Marker(UUID.randomUUID(), "test", null, "release", null, startsAt, null, tags, startsAt);
    }

    private static long hour(long hour) {
        return Micros.of(START.plus(Duration.ofHours(hour)));
    }
}
