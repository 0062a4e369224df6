package dev.recur.analysis.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.wire.window.TimeSpan;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CountedArraysTest {

    private static final Instant FIRST = Instant.parse("2026-05-20T00:00:00.000001Z");

    /** One with each combination of flags, a second apart. */
    private static final List<Counted> ALL = IntStream.range(0, 8)
            .mapToObj(i -> new Counted(
                    new UUID(-i, 1L << 63 | i),
                    FIRST.plusSeconds(i),
                    (i & 1) != 0,
                    (i & 2) != 0,
                    (i & 4) != 0,
                    BigDecimal.ZERO))
            .toList();

    @Test
    void everything_comes_back_as_it_was() {
        assertThat(CountedArrays.of(ALL).size()).isEqualTo(8);
        assertThat(CountedArrays.of(ALL).without(TimeSpans.of(List.of(), 1))).isEqualTo(ALL);
    }

    @Test
    void what_is_in_a_time_is_left_out_its_beginning_too_and_its_end_not() {
        var spans = TimeSpans.of(
                List.of(
                        new TimeSpan(FIRST.plusSeconds(2), FIRST.plus(Duration.ofSeconds(5))),
                        new TimeSpan(FIRST.plusSeconds(6), FIRST.plusSeconds(6).plusNanos(1000))),
                2);

        assertThat(CountedArrays.of(ALL).without(spans))
                .containsExactly(ALL.get(0), ALL.get(1), ALL.get(5), ALL.get(7));
    }
}
