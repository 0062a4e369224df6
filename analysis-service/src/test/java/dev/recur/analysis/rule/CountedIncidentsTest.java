package dev.recur.analysis.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recur.analysis.rule.CountedChanges.Place;
import dev.recur.wire.window.TimeSpan;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CountedIncidentsTest {

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
        assertThat(CountedIncidents.copyOf(all.reversed())).isEqualTo(all);
    }

    @Test
    void what_some_of_them_add_up_comes_back_and_those_that_have_none_add_zero() {
        var all = List.of(adding(0, "2.50"), adding(1, "0"), adding(2, "-1"));
        var incidents = CountedIncidents.copyOf(all);

        assertThat(incidents).isEqualTo(all);
        assertThat(incidents.with(changes(List.of(place(all.getFirst())), incident(9, 3))))
                .containsExactly(all.get(1), all.get(2), incident(9, 3));
        assertThat(CountedIncidents.copyOf(List.of(incident(1, 1))).with(changes(List.of(), all.getFirst())))
                .containsExactly(all.getFirst(), incident(1, 1));
    }

    @Test
    void at_one_time_they_are_in_the_order_of_the_texts_of_their_ids() {
        var random = new Random(1);
        var ids = Stream.generate(() -> new UUID(random.nextInt(3) - 1, random.nextLong()))
                .limit(200)
                .toList();
        var incidents = CountedIncidents.copyOf(
                ids.stream().map(id -> Counted.of(id, at(1), 0)).toList());

        assertThat(incidents.stream().map(incident -> incident.incidentId().toString()))
                .isEqualTo(ids.stream().map(UUID::toString).sorted().toList());
    }

    @Test
    void a_part_of_them_is_such_a_list_too() {
        var all = IntStream.range(0, 8).mapToObj(i -> adding(i, "" + i)).toList();
        var part = CountedIncidents.copyOf(all).subList(2, 6);

        assertThat(part).isEqualTo(all.subList(2, 6));
        assertThat(part.subList(1, 2)).isEqualTo(all.subList(3, 4));
        assertThat(part.times().stream()).containsExactly(micros(2), micros(3), micros(4), micros(5));
        assertThat(part.with(changes(List.of(place(all.get(3)), place(all.get(7))), incident(9, 9))))
                .containsExactly(all.get(2), all.get(4), all.get(5), incident(9, 9));
        assertThatThrownBy(() -> part.get(4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> part.subList(0, 5)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void what_is_in_a_time_is_left_out_its_beginning_too_and_its_end_not() {
        var incidents = CountedIncidents.copyOf(
                IntStream.range(0, 8).mapToObj(i -> incident(i, i)).toList());
        var spans = TimeSpans.of(List.of(span(2, 5), span(6, 7)), 2);

        assertThat(incidents.with(new CountedChanges(spans, List.of())))
                .containsExactly(incident(0, 0), incident(1, 1), incident(5, 5), incident(7, 7));
    }

    @Test
    void of_those_at_one_time_only_the_one_that_changed_is_left_out() {
        var incidents = CountedIncidents.copyOf(List.of(incident(1, 3), incident(2, 3), incident(1, 4)));
        var changes = changes(List.of(new Place(at(3), new UUID(0, 1))));

        assertThat(incidents.with(changes)).containsExactly(incident(2, 3), incident(1, 4));
    }

    @Test
    void they_are_what_was_said_last_of_each_time_or_incident_in_the_order_of_time() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var incidents = CountedIncidents.NONE;
            var expected = new ArrayList<Counted>();
            for (int change = 0; change < 10; change++) {
                var spans = TimeSpans.of(List.of(span(random), span(random), span(random)), 3);
                var places = expected.stream()
                        .filter(incident -> random.nextInt(4) == 0)
                        .map(CountedIncidentsTest::place)
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
                expected.sort(Counted.BY_TIME);
                var before = List.copyOf(incidents);
                var after = incidents.with(changes);
                assertThat(after).as(as).isEqualTo(expected);
                assertThat(incidents).as(as).isEqualTo(before);
                incidents = after;
            }
        }
    }

    private static CountedChanges changes(List<Place> places, Counted... now) {
        var changes = new CountedChanges(TimeSpans.of(List.of(), 1), places);
        Stream.of(now).forEach(changes::add);
        return changes;
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

    private static Counted adding(int number, String amount) {
        return new Counted(new UUID(0, number), at(number), false, true, false, new BigDecimal(amount));
    }

    private static long micros(int second) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at(second));
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
