package dev.recur.wire.window;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
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

    /** The bucket or window that a time is in; the spans of a unit follow each other without gap or overlap. */
    public TimeSpan spanAt(CalendarUnit unit, Instant time) {
        if (unit == CalendarUnit.HOUR) {
            return hourAt(time);
        }
        var first = firstDay(unit, LocalDate.ofInstant(time, zone));
        var from = startOf(first);
        var to = startOf(plusOne(unit, first));
        while (!time.isBefore(to)) {
            // clocks that went back over midnight show the day before again, but the new day has already started
            first = plusOne(unit, first);
            from = to;
            to = startOf(plusOne(unit, first));
        }
        return new TimeSpan(from, to);
    }

    /** The span that many units later, earlier for a negative number; a day that a zone left out is none. */
    public TimeSpan shift(CalendarUnit unit, TimeSpan span, int units) {
        var shifted = spanAt(unit, span.from());
        for (var i = 0; i < Math.abs(units); i++) {
            shifted = spanAt(unit, units > 0 ? shifted.to() : shifted.from().minusNanos(1));
        }
        return shifted;
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

    /** An hour of the clock; one in which the clock is set by less than an hour is two shorter ones. */
    private TimeSpan hourAt(Instant time) {
        var rules = zone.getRules();
        var intoHour =
                Math.floorMod(time.getEpochSecond() + rules.getOffset(time).getTotalSeconds(), 3600L);
        var from = time.truncatedTo(ChronoUnit.SECONDS).minusSeconds(intoHour);
        var to = from.plus(1, ChronoUnit.HOURS);
        var set = rules.nextTransition(from);
        if (set == null || !set.getInstant().isBefore(to)) {
            return new TimeSpan(from, to);
        }
        return time.isBefore(set.getInstant())
                ? new TimeSpan(from, set.getInstant())
                : new TimeSpan(set.getInstant(), to);
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

    private static LocalDate plusOne(CalendarUnit unit, LocalDate first) {
        return switch (unit) {
            case HOUR, DAY -> first.plusDays(1);
            case WEEK -> first.plusWeeks(1);
            case MONTH -> first.plusMonths(1);
            case QUARTER -> first.plusMonths(3);
            case YEAR -> first.plusYears(1);
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
        var midnight = LocalDateTime.of(day, LocalTime.MIDNIGHT);
        var transition = zone.getRules().getTransition(midnight);
        return transition != null && transition.isGap()
                ? transition.getInstant()
                : ZonedDateTime.ofLocal(midnight, zone, null).toInstant();
    }
}
