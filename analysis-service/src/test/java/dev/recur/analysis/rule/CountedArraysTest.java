package dev.recur.analysis.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.rule.CountedChanges.Place;
import dev.recur.wire.window.TimeSpan;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CountedArraysTest {

    private static final int SEEDS = 300;
    private static final int LAST = 50;
    private static final Instant FIRST = Instant.parse("2026-05-20T00:00:00.000001Z");

    @Test
    void everything_comes_back_as_it_was() {
        // one with each combination of flags
        var all = IntStream.range(0, 8)
                .mapToObj(i -> new Counted(
                        new UUID(-i, 1L << 63 | i), at(i), (i & 1) != 0, (i & 2) != 0, (i & 4) != 0, BigDecimal.ZERO))
                .toList();
        assertThat(all(of(all.reversed()))).isEqualTo(all);
    }

    @Test
    void what_is_in_a_time_is_left_out_its_beginning_too_and_its_end_not() {
        var arrays = of(IntStream.range(0, 8).mapToObj(i -> incident(i, i)).toList());
        var spans = TimeSpans.of(List.of(span(2, 5), span(6, 7)), 2);

        assertThat(arrays.with(new CountedChanges(spans, List.of())))
                .containsExactly(incident(0, 0), incident(1, 1), incident(5, 5), incident(7, 7));
    }

    @Test
    void of_those_at_one_time_only_the_one_that_changed_is_left_out() {
        var arrays = of(List.of(incident(1, 3), incident(2, 3), incident(1, 4)));
        var changes = changes(List.of(new Place(at(3), new UUID(0, 1))));

        assertThat(arrays.with(changes)).containsExactly(incident(2, 3), incident(1, 4));
    }

    @Test
    void they_are_what_was_said_last_of_each_time_or_incident_in_the_order_of_time() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var arrays = new CountedArrays();
            var expected = new ArrayList<Counted>();
            for (int change = 0; change < 10; change++) {
                var spans = TimeSpans.of(List.of(span(random), span(random), span(random)), 3);
                var places = expected.stream()
                        .filter(incident -> random.nextInt(4) == 0)
                        .map(CountedArraysTest::place)
                        .toList();
                var now = new ArrayList<>(spans.all().stream()
                        .flatMap(span -> in(random, span).stream())
                        .toList());
                places.stream()
                        .filter(place -> !spans.contains(place.time()) && random.nextBoolean())
                        .map(place -> Counted.of(place.incidentId(), place.time(), random.nextInt(8)))
                        .forEach(now::add);
                var changes = new CountedChanges(spans, places);
                now.forEach(changes::add);
                expected.removeIf(
                        incident -> spans.contains(incident.time()) || new HashSet<>(places).contains(place(incident)));
                expected.addAll(now);

                var as = "seed %d, change %d".formatted(seed, change);
                assertThat(arrays.with(changes)).as(as).containsExactlyInAnyOrderElementsOf(expected);
                arrays.apply(changes);
                assertThat(arrays.capacity()).isBetween(expected.size(), Math.max(2 * expected.size() + 1, 1));
                assertThat(all(arrays))
                        .as(as)
                        .containsExactlyInAnyOrderElementsOf(expected)
                        .isSortedAccordingTo((one, other) -> one.time().compareTo(other.time()));
            }
        }
    }

    private static CountedArrays of(Collection<Counted> counted) {
        var changes = changes(List.of());
        counted.forEach(changes::add);
        var arrays = new CountedArrays();
        arrays.apply(changes);
        return arrays;
    }

    private static List<Counted> all(CountedArrays arrays) {
        return arrays.with(changes(List.of()));
    }

    private static CountedChanges changes(List<Place> places) {
        return new CountedChanges(TimeSpans.of(List.of(), 1), places);
    }

    private static Place place(Counted incident) {
        return new Place(incident.time(), incident.incidentId());
    }

    private static List<Counted> in(Random random, TimeSpan span) {
        var seconds = span.to().getEpochSecond() - span.from().getEpochSecond();
        return random.longs(random.nextInt(6), 0, seconds)
                .mapToObj(second -> Counted.of(
                        new UUID(random.nextLong(), random.nextLong()),
                        span.from().plusSeconds(second),
                        random.nextInt(8)))
                .toList();
    }

    private static Counted incident(int id, int second) {
        return new Counted(new UUID(0, id), at(second), false, true, false, BigDecimal.ZERO);
    }

    private static TimeSpan span(Random random) {
        var from = random.nextInt(LAST);
        return span(from, from + 1 + random.nextInt(10));
    }

    private static TimeSpan span(int from, int to) {
        return new TimeSpan(at(from), at(to));
    }

    private static Instant at(int second) {
        return FIRST.plusSeconds(second);
    }
}
