package dev.recur.wire.window;

import dev.recur.wire.json.WireName;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Over which stretch of time a rule counts. */
public sealed interface Window {

    /** The text of the contract: {@code quarter}, or a duration such as {@code P90D}. */
    String text();

    /** A unit of the organisation's calendar. */
    record Calendar(CalendarUnit unit) implements Window {
        public Calendar {
            if (!unit.isWindow()) {
                throw new IllegalArgumentException("window must be week, month, quarter, year or a duration");
            }
        }

        @Override
        public String text() {
            return unit.wireName();
        }
    }

    /** The stretch of that length before every moment. */
    record Rolling(Duration length, String text) implements Window {}

    /**
     * Reads the text of the contract; a day of a duration is 24 hours.
     *
     * @throws IllegalArgumentException saying what is allowed
     */
    static Window parse(String text) {
        var unit = WireName.find(CalendarUnit.class, text)
                .filter(CalendarUnit::isWindow)
                .orElse(null);
        return unit != null ? new Calendar(unit) : new Rolling(positive(duration(text)), text);
    }

    private static Duration positive(@Nullable Duration duration) {
        if (duration == null || duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(
                    "window must be week, month, quarter, year or a positive duration such as P90D or PT12H"
                            + " (months and years have no fixed length)");
        }
        return duration;
    }

    private static @Nullable Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
