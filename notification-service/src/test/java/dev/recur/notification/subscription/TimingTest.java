package dev.recur.notification.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimingTest {

    @ParameterizedTest(name = "{4}")
    @CsvSource({
        "09:00, Europe/Berlin, 2026-11-22T07:59:59Z, 2026-11-22T08:00:00Z, a second before it is due",
        "09:00, Europe/Berlin, 2026-11-22T08:00:00Z, 2026-11-23T08:00:00Z, when it is due it is the next one",
        "09:00, Europe/Berlin, 2026-03-28T08:00:00Z, 2026-03-29T07:00:00Z, the day on which summer time begins",
        "09:00, Europe/Berlin, 2026-10-24T07:00:00Z, 2026-10-25T08:00:00Z, the day on which summer time ends",
        "02:30, Europe/Berlin, 2026-03-28T02:00:00Z, 2026-03-29T01:00:00Z, an hour that is left out: when it is left out",
        "02:30, Europe/Berlin, 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z, an hour that comes twice: the first time",
        "02:30, Europe/Berlin, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z, an hour that comes twice: not the second time",
        "00:00, America/Sao_Paulo, 2018-11-03T12:00:00Z, 2018-11-04T03:00:00Z, a day that begins at one o'clock",
        "09:00, Pacific/Apia, 2011-12-29T20:00:00Z, 2011-12-30T10:00:00Z, a day that was left out: when it was left out",
        "23:30, America/New_York, 2026-11-22T12:00:00Z, 2026-11-23T04:30:00Z, another day in UTC",
        "09:00, UTC, 2024-02-28T09:00:00Z, 2024-02-29T09:00:00Z, a leap day",
    })
    void a_daily_digest_comes_when_clocks_show_its_time(
            LocalTime at, ZoneId zone, Instant moment, Instant due, String why) {
        assertThat(new Timing.Daily(at, zone).nextAfter(moment)).as(why).isEqualTo(due);
    }

    @ParameterizedTest(name = "{4}")
    @CsvSource({
        "MONDAY, Europe/Berlin, 2026-11-22T12:00:00Z, 2026-11-23T08:00:00Z, tomorrow is Monday",
        "MONDAY, Europe/Berlin, 2026-11-23T07:59:59Z, 2026-11-23T08:00:00Z, today is Monday",
        "MONDAY, Europe/Berlin, 2026-11-23T08:00:00Z, 2026-11-30T08:00:00Z, today was it",
        "SUNDAY, Europe/Berlin, 2026-03-22T08:00:00Z, 2026-03-29T07:00:00Z, a week of 167 hours",
        "MONDAY, Pacific/Auckland, 2026-11-22T12:00:00Z, 2026-11-22T20:00:00Z, Monday comes earlier there",
    })
    void a_weekly_digest_comes_on_its_day(DayOfWeek on, ZoneId zone, Instant moment, Instant due, String why) {
        assertThat(new Timing.Weekly(on, LocalTime.of(9, 0), zone).nextAfter(moment))
                .as(why)
                .isEqualTo(due);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void there_is_one_digest_a_day_whatever_clocks_do(long seed) {
        var random = new Random(seed);
        var zones =
                new ArrayList<>(ZoneId.getAvailableZoneIds().stream().sorted().toList());
        for (int i = 0; i < 50; i++) {
            var zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
            var timing = new Timing.Daily(LocalTime.ofSecondOfDay(random.nextInt(86_400)), zone);
            var due = Instant.parse("2025-12-31T00:00:00Z");
            for (int day = 0; day < 400; day++) {
                var next = timing.nextAfter(due);
                assertThat(next).as(timing.toString()).isAfter(due);
                assertThat(timing.nextAfter(next.minusMillis(1)))
                        .as(timing.toString())
                        .isEqualTo(next);
                due = next;
            }
            assertThat(due)
                    .as(timing.toString())
                    .isBetween(Instant.parse("2027-02-02T00:00:00Z"), Instant.parse("2027-02-06T00:00:00Z"));
        }
    }
}
