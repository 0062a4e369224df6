package dev.recur.analysis.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.Incidents;
import dev.recur.analysis.Rules;
import dev.recur.wire.marker.Marker;
import dev.recur.wire.window.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** More soon after a release than else: rates are compared, a day after each release with the other days. */
class AfterMarkerTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final TimeSpan QUARTER = new TimeSpan(START, Instant.parse("2026-04-01T00:00:00Z"));
    private static final Group PAYMENTS = new Group(Map.of("component", "payments"));

    /** Days; the release is on the tenth, and soon after it is a day. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            nullValues = "-",
            value = {
                "nothing else: the minimum alone,              '10.5',             1, 2,  10.5, 1",
                "too few,                                      '10.5',             2, 2,  -,    1",
                "the second completes it,                      '10.25 10.5',       2, 2,  10.5, 2",
                "only what is soon after counts,               '1 11.5',           1, 2,  -,    0",
                "a day after is not soon after,                '11',               1, 2,  -,    0",
                "at the release is,                            '10',               1, 2,  10,   1",
                // by 10.5 one in half a day, two a day, against one in ten days, 0.1 a day: twenty times
                "exactly so many times,                        '1 10.5',           1, 20, 10.5, 1",
                "not quite,                                    '1 10.5',           1, 21, -,    1",
                // by 10.75 two in 0.75 days, 2.67 a day, against 0.1: twenty-six times
                "the second lifts the rate enough,             '1 10.5 10.75',     1, 26, 10.75, 2",
            })
    void in_a_calendar_window(
            String sentence, String days, int minimumCount, int factor, @Nullable Double crossed, int observed) {
        var evaluation = evaluator("quarter", days, minimumCount, factor).window(QUARTER, START);

        assertThat(evaluation.crossedAt()).isEqualTo(crossed == null ? null : day(crossed));
        assertThat(evaluation.observed()).isEqualByComparingTo(Integer.toString(observed));
    }

    /** A window of five days that rolls; what tips the balance may be time alone. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "until it leaves the window,                      '10.5',      2, 10.5, 15.5",
        // one soon after in half a day, against one in 4.5 days: nine times, and fewer the longer the day after lasts
        "until the day after is too long for one,         '8 10.5',    8, 10.5, 10.555556",
        // by 10.5 nine times; when the other leaves at 13, nothing is outside any more: met whatever the factor
        "again when what is outside has left,             '8 10.5',   50, 13,   15.5",
    })
    void in_a_rolling_window(String sentence, String days, int factor, double begins, double ends) {
        var episode =
                evaluator("P5D", days, 1, factor).episodes(null, day(12)).all().getFirst();

        assertThat(Duration.between(day(begins), episode.crossedAt()).abs()).isLessThan(Duration.ofSeconds(1));
        assertThat(Duration.between(day(ends), episode.end()).abs()).isLessThan(Duration.ofSeconds(1));
    }

    private static Evaluator evaluator(String window, String days, int minimumCount, int factor) {
        var rule = Rules.of(
                "{'name':'r','groupBy':['component'],'window':'%s','mergeWithin':'PT0S','condition':{'type':'after_marker','marker':'release','within':'P1D','factor':%d,'minimumCount':%d}}"
                        .formatted(window, factor, minimumCount));
        var counted = new ArrayList<Counted>();
        for (var day : days.split(" ")) {
            counted.add(Counted.of(rule, PAYMENTS, Incidents.of("i" + counted.size(), day(Double.parseDouble(day)))));
        }
        var release = new Marker(UUID.randomUUID(), "test", null, "release", null, day(10), null, Map.of(), day(10));
        return Evaluator.of(rule, PAYMENTS, counted, List.of(release));
    }

    private static Instant day(double day) {
        return START.plusSeconds(Math.round(day * 24 * 60 * 60));
    }
}
