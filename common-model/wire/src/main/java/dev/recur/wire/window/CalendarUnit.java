package dev.recur.wire.window;

import dev.recur.wire.json.WireName;

/** A stretch of the organisation's calendar; buckets of counts are any of them, windows of rules from {@link #WEEK} up. */
public enum CalendarUnit implements WireName {
    HOUR,
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR;

    /** True for the units that a rule may have as its window. */
    public boolean isWindow() {
        return compareTo(WEEK) >= 0;
    }
}
