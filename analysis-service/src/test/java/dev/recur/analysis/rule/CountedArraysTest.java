package dev.recur.analysis.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.wire.window.TimeSpan;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CountedArraysTest {

    private static final int SEEDS = 300;
    private static final int LAST = 50;
    private static final Instant FIRST = Instant.parse("2026-05-20T00:00:00.000001Z");
    private static final TimeSpans NONE = TimeSpans.of(List.of(), 1);

    @Test
    void everything_comes_back_as_it_was() {
        // one with each combination of flags
        var all = IntStream.range(0, 8)
                .mapToObj(i -> new Counted(
                        new UUID(-i, 1L << 63 | i), at(i), (i & 1) != 0, (i & 2) != 0, (i & 4) != 0, BigDecimal.ZERO))
                .toList();
        var arrays = new CountedArrays();
        arrays.replace(NONE, all.reversed());

        assertThat(arrays.without(NONE)).isEqualTo(all);
    }

    @Test
    void what_is_in_a_time_is_left_out_its_beginning_too_and_its_end_not() {
        var arrays = new CountedArrays();
        arrays.replace(NONE, IntStream.range(0, 8).mapToObj(i -> incident(i, i)).toList());
        var spans = TimeSpans.of(List.of(span(2, 5), span(6, 7)), 2);

        assertThat(arrays.without(spans))
                .containsExactly(incident(0, 0), incident(1, 1), incident(5, 5), incident(7, 7));
    }

    @Test
    void they_are_what_was_read_of_each_time_last_in_the_order_of_time() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var arrays = new CountedArrays();
            var expected = new ArrayList<Counted>();
            for (int read = 0; read < 10; read++) {
                var spans = TimeSpans.of(List.of(span(random), span(random), span(random)), 3);
                var now = spans.all().stream()
                        .flatMap(span -> in(random, span).stream())
                        .toList();
                expected.removeIf(incident -> spans.all().stream().anyMatch(span -> span.contains(incident.time())));
                expected.addAll(now);
                arrays.replace(spans, now);

                assertThat(arrays.capacity()).isBetween(expected.size(), Math.max(2 * expected.size() + 1, 1));
                assertThat(arrays.without(NONE))
                        .as("seed %d, read %d", seed, read)
                        .containsExactlyInAnyOrderElementsOf(expected)
                        .isSortedAccordingTo((one, other) -> one.time().compareTo(other.time()));
            }
        }
    }

    private static List<Counted> in(Random random, TimeSpan span) {
        var seconds = span.to().getEpochSecond() - span.from().getEpochSecond();
        return random.longs(random.nextInt(6), 0, seconds)
                .mapToObj(second -> new Counted(
                        new UUID(random.nextLong(), random.nextLong()),
                        span.from().plusSeconds(second),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        BigDecimal.ZERO))
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
