package dev.recur.analysis.count;

import dev.recur.wire.window.CalendarUnit;
import dev.recur.wire.window.OrganisationCalendar;
import dev.recur.wire.window.TimeSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Cuts a span into pieces that are whole stretches of one grain each, the middle as coarse as can be. */
public final class Segments {

    /** A piece of a span, and the grain by which its counts are read. */
    public record Segment(Grain grain, TimeSpan span) {}

    private Segments() {}

    /**
     * The pieces, in no order.
     *
     * @param span begins and ends with quarters of an hour
     */
    public static List<Segment> of(TimeSpan span, Grain coarsest, OrganisationCalendar calendar) {
        var segments = new ArrayList<Segment>();
        cut(span, coarsest, calendar, segments);
        return segments;
    }

    private static void cut(TimeSpan span, Grain grain, OrganisationCalendar calendar, List<Segment> segments) {
        if (grain == Grain.QUARTER_HOUR) {
            segments.add(new Segment(grain, span));
            return;
        }
        var finer = grain == Grain.MONTH ? Grain.DAY : Grain.QUARTER_HOUR;
        var first = firstStart(span.from(), grain, calendar);
        var last = grain.startOf(span.to(), calendar);
        if (!first.isBefore(last)) {
            cut(span, finer, calendar, segments);
            return;
        }
        segments.add(new Segment(grain, new TimeSpan(first, last)));
        if (span.from().isBefore(first)) {
            cut(new TimeSpan(span.from(), first), finer, calendar, segments);
        }
        if (last.isBefore(span.to())) {
            cut(new TimeSpan(last, span.to()), finer, calendar, segments);
        }
    }

    /** The first start of a stretch that is not before a time. */
    private static Instant firstStart(Instant time, Grain grain, OrganisationCalendar calendar) {
        var unit = grain == Grain.DAY ? CalendarUnit.DAY : CalendarUnit.MONTH;
        var span = calendar.spanAt(unit, time);
        return span.from().equals(time) ? time : span.to();
    }
}
