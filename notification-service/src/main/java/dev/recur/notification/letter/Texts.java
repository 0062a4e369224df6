package dev.recur.notification.letter;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes values as people read them. */
final class Texts {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", Locale.ENGLISH);

    /** Line breaks and other control characters, and those that make text run the other way. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]+");

    private Texts() {}

    /** Somebody else's text as one line, no longer than that. */
    static String line(String text, int longest) {
        var line = UNSEEN.matcher(text).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= longest
                ? line
                : line.substring(0, line.offsetByCodePoints(0, longest - 1)).stripTrailing() + "…";
    }

    static String time(Instant time) {
        return MINUTE.format(time.atOffset(ZoneOffset.UTC)) + " UTC";
    }

    /** From one moment to another, as days where both are midnight. */
    static String span(Instant from, Instant to) {
        var start = from.atOffset(ZoneOffset.UTC);
        var end = to.atOffset(ZoneOffset.UTC);
        if (start.toLocalTime().equals(LocalTime.MIDNIGHT)
                && end.toLocalTime().equals(LocalTime.MIDNIGHT)
                && start.isBefore(end)) {
            var last = end.minusDays(1);
            return start.toLocalDate().equals(last.toLocalDate())
                    ? DAY.format(start)
                    : DAY.format(start) + " to " + DAY.format(last);
        }
        return MINUTE.format(start) + " to " + MINUTE.format(end) + " UTC";
    }

    static String number(BigDecimal number) {
        var plain = number.stripTrailingZeros();
        return plain.scale() > 2
                ? plain.setScale(2, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString()
                : plain.toPlainString();
    }

    /** {@code 1 event}, {@code 2 events}. */
    static String count(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** {@code actions_agreed} as {@code actions agreed}. */
    static String words(String wireName) {
        return wireName.replace('_', ' ');
    }
}
