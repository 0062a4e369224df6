package dev.recur.analysis.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.wire.window.TimeSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimeSpansTest {

    private static final int SEEDS = 500;
    private static final int LAST = 40;

    @Test
    void they_are_the_times_of_all_spans_in_order_and_apart() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var spans = spans(random);
            var together = TimeSpans.of(spans, LAST);
            var within = span(random);
            for (long micros = -1; micros <= LAST + 1; micros++) {
                var isIn = isIn(spans, micros);
                assertThat(together.contains(Micros.at(micros)))
                        .as("seed %d, %d in %s", seed, micros, spans)
                        .isEqualTo(isIn);
                assertThat(together.within(within).contains(Micros.at(micros)))
                        .as("seed %d, %d in %s within %s", seed, micros, spans, within)
                        .isEqualTo(isIn && within.contains(Micros.at(micros)));
            }
            assertApart(together.all());
            assertThat(together.isEmpty()).isEqualTo(spans.isEmpty());
        }
    }

    @Test
    void more_than_so_many_are_one_from_the_first_to_the_last() {
        var spans = List.of(span(7, 9), span(1, 2), span(4, 5), span(2, 3));

        assertThat(TimeSpans.of(spans, 3).all()).containsExactly(span(1, 3), span(4, 5), span(7, 9));
        assertThat(TimeSpans.of(spans, 2).all()).containsExactly(span(1, 9));
    }

    private static void assertApart(List<TimeSpan> spans) {
        for (int i = 1; i < spans.size(); i++) {
            assertThat(spans.get(i - 1).to()).isBefore(spans.get(i).from());
        }
    }

    private static boolean isIn(List<TimeSpan> spans, long micros) {
        return spans.stream().anyMatch(span -> span.contains(Micros.at(micros)));
    }

    private static List<TimeSpan> spans(Random random) {
        var spans = new ArrayList<TimeSpan>();
        LongStream.range(0, random.nextInt(8)).forEach(i -> spans.add(span(random)));
        return spans;
    }

    private static TimeSpan span(Random random) {
        var from = random.nextLong(LAST);
        return span(from, from + 1 + random.nextLong(6));
    }

    private static TimeSpan span(long from, long to) {
        return new TimeSpan(at(from), at(to));
    }

    private static Instant at(long micros) {
        return Micros.at(micros);
    }
}
