package dev.recur.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryScheduleTest {

    private static RetrySchedule drawing(double always) {
        return new RetrySchedule(new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                return always;
            }
        });
    }

    @ParameterizedTest(name = "after attempt {0}: between {1} and {3}, {2} in the middle")
    @CsvSource({
        "1, PT4S, PT5S, PT6S",
        "2, PT4M, PT5M, PT6M",
        "3, PT24M, PT30M, PT36M",
        "4, PT1H36M, PT2H, PT2H24M",
        "5, PT4H, PT5H, PT6H",
        "6, PT8H, PT10H, PT12H",
        "7, PT11H12M, PT14H, PT16H48M",
        "8, PT16H, PT20H, PT24H",
        "9, PT19H12M, PT24H, PT28H48M",
    })
    void waits_as_the_contract_says_give_or_take_a_fifth(
            int attempts, Duration shortest, Duration middle, Duration longest) {
        assertThat(drawing(0).waitAfter(attempts, null)).contains(shortest);
        assertThat(drawing(0.5).waitAfter(attempts, null)).contains(middle);
        assertThat(drawing(1).waitAfter(attempts, null)).contains(longest);
    }

    @Test
    void the_tenth_attempt_is_the_last() {
        assertThat(drawing(0.5).waitAfter(10, null)).isEmpty();
        assertThat(drawing(0.5).waitAfter(10, Duration.ofSeconds(1))).isEmpty();
    }

    @Test
    void without_jitter_the_waits_add_up_to_75_hours_35_minutes_and_5_seconds() {
        var total = Duration.ZERO;
        for (int attempts = 1; attempts < 10; attempts++) {
            total = total.plus(drawing(0.5).waitAfter(attempts, null).orElseThrow());
        }
        assertThat(total).isEqualTo(Duration.parse("PT75H35M5S"));
    }

    @ParameterizedTest(name = "after attempt {0} a receiver that asks for {1} waits {2}")
    @CsvSource({
        "1, PT1M, PT1M", // longer than the schedule: as asked
        "3, PT1M, PT30M", // shorter than the schedule: the schedule
        "1, P30D, PT24H", // for ever: no longer than a day
        "1, PT0S, PT5S", // at once: the schedule
    })
    void a_receiver_may_ask_for_patience(int attempts, Duration asked, Duration expected) {
        assertThat(drawing(0.5).waitAfter(attempts, asked)).contains(expected);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void receivers_that_failed_together_are_not_tried_together(long seed) {
        var schedule = new RetrySchedule(new Random(seed));
        var waits = IntStream.range(0, 100)
                .mapToObj(i -> schedule.waitAfter(2, null).orElseThrow())
                .distinct()
                .toList();
        assertThat(waits)
                .hasSizeGreaterThan(90)
                .allMatch(wait -> wait.compareTo(Duration.ofMinutes(4)) >= 0)
                .allMatch(wait -> wait.compareTo(Duration.ofMinutes(6)) <= 0);
    }
}
