package dev.recur.wire.window;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/**
 * Calendar arithmetic in the organisation's zone. A day starts at its first valid instant, a week on Monday (ISO 8601),
 * a year at its first month, quarters every third month from it.
 *
 * @param firstMonth of the (fiscal) year; a fiscal year has the name of the calendar year in which it starts
 */
public record OrganisationCalendar(ZoneId zone, Month firstMonth) {

    private static final DateTimeFormatter HOUR_LABEL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHxxx", Locale.ROOT);

    /** The bucket or window that a time is in. */
    public TimeSpan spanAt(CalendarUnit unit, Instant time) {
        if (unit == CalendarUnit.HOUR) {
            return hourAt(time);
        }
        var first = firstDay(unit, LocalDate.ofInstant(time, zone));
        return new TimeSpan(startOf(first), startOf(plus(unit, first, 1)));
    }

    /** The span that many units later, earlier for a negative number. */
    public TimeSpan shift(CalendarUnit unit, TimeSpan span, int units) {
        if (unit == CalendarUnit.HOUR) {
            return hourAt(span.from().plus(units, ChronoUnit.HOURS));
        }
        var first = plus(unit, LocalDate.ofInstant(span.from(), zone), units);
        return new TimeSpan(startOf(first), startOf(plus(unit, first, 1)));
    }

    /** What people call the span, for example {@code 2026-Q4}, {@code 2026-W47}, {@code 2026-11}. */
    public String label(CalendarUnit unit, TimeSpan span) {
        var first = LocalDate.ofInstant(span.from(), zone);
        return switch (unit) {
            case HOUR -> HOUR_LABEL.format(span.from().atZone(zone));
            case DAY -> first.toString();
            case WEEK ->
                String.format(
                        Locale.ROOT,
                        "%04d-W%02d",
                        first.get(IsoFields.WEEK_BASED_YEAR),
                        first.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case MONTH -> String.format(Locale.ROOT, "%04d-%02d", first.getYear(), first.getMonthValue());
            case QUARTER ->
                String.format(Locale.ROOT, "%04d-Q%d", startOfYear(first).getYear(), monthOfYear(first) / 3 + 1);
            case YEAR -> String.format(Locale.ROOT, "%04d", first.getYear());
        };
    }

    private TimeSpan hourAt(Instant time) {
        var offset = zone.getRules().getOffset(time).getTotalSeconds();
        var intoHour = Math.floorMod(time.getEpochSecond() + offset, 3600L);
        var from = time.truncatedTo(ChronoUnit.SECONDS).minusSeconds(intoHour);
        return new TimeSpan(from, from.plus(1, ChronoUnit.HOURS));
    }

    private LocalDate firstDay(CalendarUnit unit, LocalDate day) {
        return switch (unit) {
            case HOUR, DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> day.withDayOfMonth(1).minusMonths(monthOfYear(day) % 3);
            case YEAR -> startOfYear(day);
        };
    }

    private static LocalDate plus(CalendarUnit unit, LocalDate first, int units) {
        return switch (unit) {
            case HOUR, DAY -> first.plusDays(units);
            case WEEK -> first.plusWeeks(units);
            case MONTH -> first.plusMonths(units);
            case QUARTER -> first.plusMonths(3L * units);
            case YEAR -> first.plusYears(units);
        };
    }

    private LocalDate startOfYear(LocalDate day) {
        return day.withDayOfMonth(1).minusMonths(monthOfYear(day));
    }

    /** Months since the year began, 0 to 11. */
    private int monthOfYear(LocalDate day) {
        return Math.floorMod(day.getMonthValue() - firstMonth.getValue(), 12);
    }

    /** The first valid instant of a day: later than midnight where a change to summer time skips it. */
    private Instant startOf(LocalDate day) {
        var midnight = LocalDateTime.of(day, java.time.LocalTime.MIDNIGHT);
        var transition = zone.getRules().getTransition(midnight);
        return transition != null && transition.isGap()
                ? transition.getInstant()
                : ZonedDateTime.ofLocal(midnight, zone, null).toInstant();
    }
}
