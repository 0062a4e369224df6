package dev.recur.analysis.count;

import dev.recur.wire.window.CalendarUnit;
import dev.recur.wire.window.OrganisationCalendar;
import java.time.Instant;
import java.util.List;

/** The stretches of time that counts are stored by, each made of whole ones of the one before it. */
public enum Grain {
    QUARTER_HOUR("q"),
    DAY("d"),
    MONTH("m");

    /** The sums of quarters of an hour. */
    public static final List<Grain> DERIVED = List.of(DAY, MONTH);

    private final String code;

    Grain(String code) {
        this.code = code;
    }

    /** What it is called in a row. */
    public String code() {
        return code;
    }

    /** The start of the stretch that a time is in. */
    public Instant startOf(Instant time, OrganisationCalendar calendar) {
        return switch (this) {
            case QUARTER_HOUR -> Contribution.quarterHour(time);
            case DAY -> calendar.spanAt(CalendarUnit.DAY, time).from();
            case MONTH -> calendar.spanAt(CalendarUnit.MONTH, time).from();
        };
    }

    /** The coarsest one that whole buckets are made of. */
    public static Grain of(CalendarUnit bucket) {
        return switch (bucket) {
            case HOUR -> QUARTER_HOUR;
            case DAY, WEEK -> DAY;
            case MONTH, QUARTER, YEAR -> MONTH;
        };
    }
}
