package dev.recur.analysis.rule;

import dev.recur.wire.window.CalendarUnit;
import dev.recur.wire.window.OrganisationCalendar;
import dev.recur.wire.window.TimeSpan;
import dev.recur.wire.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/** How far in time a rule looks, and an incident has effect: what has to be read to judge. */
public final class Reach {

    private Reach() {}

    /** What a rolling window reads lies at most so long before the moment that it is read at. */
    public static Duration rolling(Rule.Definition rule) {
        return rule.rolling()
                .orElseThrow()
                .multipliedBy(windowsBefore(rule) + 1L)
                .plus(rule.mergeWithin());
    }

    /** How many windows before the one that it judges a rule reads. */
    public static int windowsBefore(Rule.Definition rule) {
        return rule.condition() instanceof Condition.Change change ? change.over() : 0;
    }

    /** Where the windows that a calendar window is judged by begin. */
    public static Instant earlier(Rule.Definition rule, OrganisationCalendar calendar, TimeSpan window) {
        return calendar.shift(unit(rule), window, -windowsBefore(rule)).from();
    }

    /**
     * The calendar windows that a change of an incident at a time has effect on: it may begin, or end, the occurrence that
     * the next incident within {@code mergeWithin} is of, and be of the windows before another.
     */
    public static SequencedSet<TimeSpan> windows(Rule.Definition rule, OrganisationCalendar calendar, Instant time) {
        var windows = new LinkedHashSet<TimeSpan>();
        var unit = unit(rule);
        var reach = time.plus(rule.mergeWithin());
        var span = calendar.spanAt(unit, time);
        while (!span.from().isAfter(reach)) {
            windows.add(span);
            span = calendar.shift(unit, span, 1);
        }
        for (int i = 0; i < windowsBefore(rule); i++) {
            windows.add(span);
            span = calendar.shift(unit, span, 1);
        }
        return windows;
    }

    /** The unit of a rule whose window is of the calendar. */
    public static CalendarUnit unit(Rule.Definition rule) {
        return switch (rule.window()) {
            case Window.Calendar(CalendarUnit unit) -> unit;
            case Window.Rolling rolling -> throw new IllegalStateException(rolling.text() + " is no calendar window");
        };
    }
}
