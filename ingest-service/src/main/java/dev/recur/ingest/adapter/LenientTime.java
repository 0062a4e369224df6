package dev.recur.ingest.adapter;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads times as senders write them: RFC 3339 and what resembles it, without a zone taken for UTC; numbers as seconds,
 * milliseconds, microseconds or nanoseconds since 1970, whichever of them is near our age. What is before 1970, such as
 * the year 1, means that there is no time.
 */
final class LenientTime {

    private static final Pattern NUMBER = Pattern.compile("\\d{9,20}(\\.\\d+)?");
    private static final Pattern ZONE_NAME = Pattern.compile("\\s*(UTC|GMT|Z)$");

    /** Seconds up to the year 5138, milliseconds up to the same, and so on: the ranges do not overlap since 1973. */
    private static final BigDecimal UNIT_LIMIT = BigDecimal.valueOf(100_000_000_000L);

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("uuuu[-][/][.]MM[-][/][.]dd")
            .appendPattern("['T'][' ']HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);
    private static final List<String> OFFSETS = List.of("+HH:MM:ss", "+HHMM", "+HH");

    private LenientTime() {}

    static Optional<Instant> parse(String text) {
        var stripped = text.strip();
        try {
            var time = NUMBER.matcher(stripped).matches() ? ofNumber(new BigDecimal(stripped)) : ofText(stripped);
            return time.filter(found -> !found.isBefore(Instant.EPOCH));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> ofNumber(BigDecimal number) {
        var seconds = number;
        while (seconds.compareTo(UNIT_LIMIT) >= 0) {
            seconds = seconds.divide(THOUSAND);
        }
        var whole = seconds.longValue();
        var nanos =
                seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue();
        return Optional.of(Instant.ofEpochSecond(whole, nanos));
    }

    private static Optional<Instant> ofText(String text) {
        var zone = ZONE_NAME.matcher(text);
        if (zone.find()) {
            return local(zone.replaceFirst(""));
        }
        return local(text)
                .or(() -> OFFSETS.stream()
                        .flatMap(offset -> withOffset(text, offset).stream())
                        .findFirst());
    }

    private static Optional<Instant> local(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, DATE_TIME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> withOffset(String text, String offset) {
        var formatter = new DateTimeFormatterBuilder()
                .append(DATE_TIME)
                .appendPattern("[' ']")
                .appendOffset(offset, "Z")
                .toFormatter(Locale.ROOT);
        try {
            return Optional.of(OffsetDateTime.parse(text, formatter).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
