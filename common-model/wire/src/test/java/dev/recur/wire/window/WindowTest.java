package dev.recur.wire.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {

    @ParameterizedTest
    @CsvSource({"week, WEEK", "month, MONTH", "quarter, QUARTER", "year, YEAR"})
    void units_of_the_calendar_are_windows(String text, CalendarUnit unit) {
        assertThat(Window.parse(text)).isEqualTo(new Window.Calendar(unit));
        assertThat(Window.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "P90D, PT2160H",
        "PT12H, PT12H",
        "P1DT12H, PT36H",
        "P6W, PT1008H",
        "P36525D, PT876600H",
        "PT0.5S, PT0.5S"
    })
    void durations_are_windows_and_their_days_have_24_hours(String text, Duration length) {
        assertThat(Window.parse(text)).isEqualTo(new Window.Rolling(length, text));
        assertThat(Window.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "day",
                "hour",
                "Quarter",
                "quarters",
                "P1M",
                "P1Y",
                "P0D",
                "PT0S",
                "P0W",
                "-P90D",
                "P-90D",
                "P36525DT1S",
                "P99999W",
                "P106751991167300D",
                "P1WT1H",
                "90d",
                "null"
            })
    void everything_else_is_refused_with_what_is_allowed(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Window.parse(text))
                .withMessageStartingWith("window must be week, month, quarter, year or a positive duration");
    }

    @Test
    void hours_and_days_are_buckets_and_no_windows() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Window.Calendar(CalendarUnit.DAY));
    }

    @Test
    void a_span_is_not_empty_and_leaves_out_its_end() {
        var from = Instant.parse("2026-01-01T00:00:00Z");
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeSpan(from, from));
        var span = new TimeSpan(from, from.plusSeconds(1));
        assertThat(span.contains(from)).isTrue();
        assertThat(span.contains(from.plusSeconds(1))).isFalse();
        assertThat(span.contains(from.minusNanos(1))).isFalse();
    }
}
