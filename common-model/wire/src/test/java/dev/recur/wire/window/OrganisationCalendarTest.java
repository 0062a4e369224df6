package dev.recur.wire.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.Month;
import java.time.ZoneId;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OrganisationCalendarTest {

    private static final OrganisationCalendar UTC = calendar("UTC", Month.JANUARY);

    @ParameterizedTest(name = "{5}")
    @CsvSource({
        "UTC, HOUR, 2026-11-22T03:59:59Z, 2026-11-22T03:00:00Z, 2026-11-22T04:00:00Z, an hour",
        "UTC, DAY, 2026-11-22T00:00:00Z, 2026-11-22T00:00:00Z, 2026-11-23T00:00:00Z, its first instant is in it",
        "UTC, WEEK, 2026-11-22T23:59:59Z, 2026-11-16T00:00:00Z, 2026-11-23T00:00:00Z, a week ends with Sunday",
        "UTC, MONTH, 2024-02-29T00:00:00Z, 2024-02-01T00:00:00Z, 2024-03-01T00:00:00Z, a leap year's February",
        "UTC, QUARTER, 2026-12-31T23:59:59Z, 2026-10-01T00:00:00Z, 2027-01-01T00:00:00Z, the fourth quarter",
        "UTC, YEAR, 2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z, 2027-01-01T00:00:00Z, a year",
        "Asia/Kolkata, HOUR, 2026-11-22T03:45:00Z, 2026-11-22T03:30:00Z, 2026-11-22T04:30:00Z, hours of the clock",
        "Asia/Kolkata, DAY, 2026-11-22T18:30:00Z, 2026-11-22T18:30:00Z, 2026-11-23T18:30:00Z, days of the clock",
        "America/Sao_Paulo, DAY, 2018-11-04T12:00:00Z, 2018-11-04T03:00:00Z, 2018-11-05T02:00:00Z, midnight left out",
        "America/Sao_Paulo, DAY, 2018-02-18T02:30:00Z, 2018-02-17T02:00:00Z, 2018-02-18T03:00:00Z, an hour twice",
        "America/St_Johns, DAY, 2010-11-07T02:40:00Z, 2010-11-07T02:30:00Z, 2010-11-08T03:30:00Z, midnight twice",
        "Europe/Prague, DAY, 2026-03-29T12:00:00Z, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z, a day of 23 hours",
        "Australia/Lord_Howe, HOUR, 2026-04-04T15:10:00Z, 2026-04-04T15:00:00Z, 2026-04-04T15:30:00Z, half an hour twice",
        "Australia/Lord_Howe, DAY, 2026-04-04T15:10:00Z, 2026-04-04T13:00:00Z, 2026-04-05T13:30:00Z, a day and a half hour",
        "Pacific/Apia, DAY, 2011-12-30T09:59:59Z, 2011-12-29T10:00:00Z, 2011-12-30T10:00:00Z, before the day left out",
        "Pacific/Apia, DAY, 2011-12-30T10:00:00Z, 2011-12-30T10:00:00Z, 2011-12-31T10:00:00Z, after the day left out",
        "Pacific/Apia, WEEK, 2011-12-30T10:00:00Z, 2011-12-26T10:00:00Z, 2012-01-01T10:00:00Z, a week of six days"
    })
    void a_span_starts_at_the_first_valid_instant(
            String zone, CalendarUnit unit, Instant time, Instant from, Instant to, String sentence) {
        assertThat(calendar(zone, Month.JANUARY).spanAt(unit, time)).isEqualTo(new TimeSpan(from, to));
    }

    static Stream<Arguments> calendarsAndUnits() {
        return Stream.of(
                        "UTC",
                        "America/Sao_Paulo",
                        "America/St_Johns",
                        "Asia/Kolkata",
                        "Asia/Gaza",
                        "Australia/Lord_Howe",
                        "Pacific/Apia",
                        "Pacific/Kwajalein",
                        "Africa/Monrovia",
                        "Europe/Dublin",
                        "America/New_York")
                .flatMap(zone -> Stream.of(Month.JANUARY, Month.APRIL, Month.DECEMBER)
                        .flatMap(month -> Stream.of(CalendarUnit.values())
                                .map(unit -> Arguments.of(unit, calendar(zone, month)))));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("calendarsAndUnits")
    void spans_follow_each_other_without_gap_or_overlap(CalendarUnit unit, OrganisationCalendar calendar) {
        var random = new Random(unit.ordinal());
        for (int i = 0; i < 40; i++) {
            var time = Instant.ofEpochSecond(random.nextLong(2_000_000_000L), random.nextInt(1_000_000_000));
            tile(unit, calendar, calendar.spanAt(unit, time), time);
        }
        var rules = calendar.zone().getRules();
        var transition = rules.nextTransition(Instant.EPOCH);
        for (int i = 0; transition != null && i < 60; i++) {
            tile(unit, calendar, calendar.spanAt(unit, transition.getInstant()), transition.getInstant());
            var before = transition.getInstant().minusNanos(1);
            tile(unit, calendar, calendar.spanAt(unit, before), before);
            transition = rules.nextTransition(transition.getInstant());
        }
    }

    private static void tile(CalendarUnit unit, OrganisationCalendar calendar, TimeSpan span, Instant time) {
        assertThat(span.contains(time)).as("%s contains %s", span, time).isTrue();
        assertThat(calendar.spanAt(unit, span.from())).as("at its start").isEqualTo(span);
        assertThat(calendar.spanAt(unit, span.to().minusNanos(1)))
                .as("at its end")
                .isEqualTo(span);
        var next = calendar.spanAt(unit, span.to());
        assertThat(next.from()).as("the next one").isEqualTo(span.to());
        assertThat(calendar.shift(unit, span, 1)).isEqualTo(next);
        assertThat(calendar.shift(unit, next, -1)).isEqualTo(span);
        assertThat(calendar.label(unit, next)).isNotEqualTo(calendar.label(unit, span));
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "HOUR, 2026-11-22T03:30:00Z, 2026-11-22T03+00:00, an hour has its offset",
        "DAY, 2026-11-22T03:30:00Z, 2026-11-22, a day",
        "WEEK, 2026-11-18T00:00:00Z, 2026-W47, a week as in the contract",
        "WEEK, 2020-12-31T00:00:00Z, 2020-W53, a year of 53 weeks",
        "WEEK, 2021-01-03T00:00:00Z, 2020-W53, whose last week reaches into January",
        "WEEK, 2021-01-04T00:00:00Z, 2021-W01, before the first of the next one",
        "WEEK, 2027-01-01T00:00:00Z, 2026-W53, New Year's Day in the old year's week",
        "WEEK, 2024-12-30T00:00:00Z, 2025-W01, the end of December in the new year's week",
        "MONTH, 2026-11-22T03:30:00Z, 2026-11, a month",
        "QUARTER, 2026-10-01T00:00:00Z, 2026-Q4, a quarter as in the contract",
        "QUARTER, 2026-09-30T23:59:59Z, 2026-Q3, and the one before",
        "YEAR, 2026-12-31T23:59:59Z, 2026, a year"
    })
    void a_span_is_called_what_people_call_it(CalendarUnit unit, Instant time, String label, String sentence) {
        assertThat(UTC.label(unit, UTC.spanAt(unit, time))).isEqualTo(label);
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "QUARTER, 2026-04-01T00:00:00Z, 2026-Q1, the fiscal year starts with April",
        "QUARTER, 2026-12-31T00:00:00Z, 2026-Q3, so that Christmas is in its third quarter",
        "QUARTER, 2027-03-31T23:59:59Z, 2026-Q4, and the next March in its fourth",
        "YEAR, 2027-03-31T23:59:59Z, 2026, it has the name of the year in which it starts",
        "YEAR, 2027-04-01T00:00:00Z, 2027, and then the next one starts",
        "MONTH, 2027-03-31T00:00:00Z, 2027-03, months keep their names"
    })
    void a_fiscal_year_has_the_name_of_the_year_in_which_it_starts(
            CalendarUnit unit, Instant time, String label, String sentence) {
        var fiscal = calendar("UTC", Month.APRIL);
        assertThat(fiscal.label(unit, fiscal.spanAt(unit, time))).isEqualTo(label);
    }

    @Test
    void an_hour_that_comes_twice_has_two_names() {
        var calendar = calendar("Europe/Prague", Month.JANUARY);
        var summer = calendar.spanAt(CalendarUnit.HOUR, Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(calendar.label(CalendarUnit.HOUR, summer)).isEqualTo("2026-10-25T02+02:00");
        var winter = calendar.shift(CalendarUnit.HOUR, summer, 1);
        assertThat(calendar.label(CalendarUnit.HOUR, winter)).isEqualTo("2026-10-25T02+01:00");
    }

    @ParameterizedTest(name = "{0} {1} times")
    @CsvSource({
        "WEEK, -46, 2025-12-29T00:00:00Z",
        "MONTH, -10, 2026-01-01T00:00:00Z",
        "QUARTER, -4, 2025-10-01T00:00:00Z",
        "QUARTER, 0, 2026-10-01T00:00:00Z",
        "YEAR, 2, 2028-01-01T00:00:00Z"
    })
    void a_span_can_be_shifted_by_many_units(CalendarUnit unit, int units, Instant from) {
        var span = UTC.spanAt(unit, Instant.parse("2026-11-22T03:30:00Z"));
        assertThat(UTC.shift(unit, span, units).from()).isEqualTo(from);
    }

    private static OrganisationCalendar calendar(String zone, Month firstMonth) {
        return new OrganisationCalendar(ZoneId.of(zone), firstMonth);
    }
}
