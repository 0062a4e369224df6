package dev.recur.wire.window;

import dev.recur.wire.json.WireName;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** Over which stretch of time a rule counts. */
public sealed interface Window {

    /** What a window may be, for an error. */
    String ALLOWED = "window must be week, month, quarter, year or a positive duration of at most 100 years,"
            + " such as P90D or PT12H (months and years have no fixed length)";

    /** The text of the contract: {@code quarter}, or a duration such as {@code P90D}. */
    String text();

    /** A unit of the organisation's calendar. */
    record Calendar(CalendarUnit unit) implements Window {
        public Calendar {
            if (!unit.isWindow()) {
                throw new IllegalArgumentException(ALLOWED);
            }
        }

        @Override
        public String text() {
            return unit.wireName();
        }
    }

    /** The stretch of that length before every moment. */
    record Rolling(Duration length, String text) implements Window {

        /** Longest window; arithmetic with longer ones leaves the calendar. */
        public static final Duration LONGEST = Duration.ofDays(36_525);

        /** Weeks, which ISO 8601 has and {@link Duration} has not. */
        private static final Pattern WEEKS = Pattern.compile("P(\\d{1,4})W");

        public Rolling {
            if (length.isZero() || length.isNegative() || length.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(ALLOWED);
            }
        }

        private static Rolling parse(String text) {
            try {
                var weeks = WEEKS.matcher(text);
                var length =
                        weeks.matches() ? Duration.ofDays(7L * Integer.parseInt(weeks.group(1))) : Duration.parse(text);
                return new Rolling(length, text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(ALLOWED, e);
            }
        }
    }

    /**
     * Reads the text of the contract; a day of a duration is 24 hours.
     *
     * @throws IllegalArgumentException saying what is allowed
     */
    static Window parse(String text) {
        var unit = WireName.find(CalendarUnit.class, text)
                .filter(CalendarUnit::isWindow)
                .orElse(null);
        return unit != null ? new Calendar(unit) : Rolling.parse(text);
    }
}
