package dev.recur.analysis.investigation;

import dev.recur.wire.report.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Nouns, numbers and durations as they stand in a sentence. */
final class Words {

    private static final Set<Kind> FAILURES = Set.of(Kind.INCIDENT, Kind.SECURITY_INCIDENT);

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Words() {}

    /** What a rule counts, several kinds joined by "or"; the usual two are simply incidents. */
    static String noun(Set<Kind> kinds, boolean one) {
        var all = kinds.equals(FAILURES) ? Set.of(Kind.INCIDENT) : kinds;
        return all.stream().sorted().map(kind -> noun(kind, one)).collect(Collectors.joining(" or "));
    }

    private static String noun(Kind kind, boolean one) {
        return switch (kind) {
            case INCIDENT -> one ? "incident" : "incidents";
            case NEAR_MISS -> one ? "near miss" : "near misses";
            case SECURITY_INCIDENT -> one ? "security incident" : "security incidents";
            case EXTERNAL -> one ? "external incident" : "external incidents";
            case DRILL -> one ? "drill" : "drills";
            case FALSE_ALARM -> one ? "false alarm" : "false alarms";
            case PLANNED_MAINTENANCE -> one ? "planned maintenance" : "planned maintenances";
            case TEST -> one ? "test" : "tests";
        };
    }

    static String number(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /** To a tenth of a percent at most. */
    static String percent(BigDecimal share) {
        return number(share.movePointRight(2).setScale(1, RoundingMode.HALF_UP)) + " %";
    }

    /** "500 customers affected" for {@code customersAffected}. */
    static String measured(BigDecimal amount, String measure) {
        var words = readable(measure.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")).toLowerCase(Locale.ROOT);
        return number(amount) + " "
                + (amount.compareTo(BigDecimal.ONE) == 0 ? words.replaceFirst("(?<=[a-rt-z])s\\b", "") : words);
    }

    /** In the largest unit that says it exactly; weeks from two to nine. */
    static String duration(Duration duration) {
        var seconds = duration.toSeconds();
        var days = duration.toDays();
        if (seconds % DAY != 0) {
            return days >= 2 ? units(days, "day") : shortDuration(seconds);
        }
        return days % 7 == 0 && days >= 14 && days < 70 ? units(days / 7, "week") : units(days, "day");
    }

    private static String shortDuration(long seconds) {
        if (seconds % HOUR == 0) {
            return units(seconds / HOUR, "hour");
        }
        return seconds >= MINUTE ? units(seconds / MINUTE, "minute") : units(seconds, "second");
    }

    private static String units(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }

    /** "a release", "an outage". */
    static String some(String value) {
        var words = readable(value);
        return (words.matches("[aeio].*") ? "an " : "a ") + words;
    }

    static String readable(String value) {
        return value.replace('_', ' ');
    }

    static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
