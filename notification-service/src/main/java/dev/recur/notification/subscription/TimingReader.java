package dev.recur.notification.subscription;

import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.WireName;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code mode}, and with digests {@code at}, {@code zone} and {@code on}. */
final class TimingReader {

    static final List<String> MEMBERS = List.of("mode", "at", "zone", "on");

    static final LocalTime DEFAULT_AT = LocalTime.of(9, 0);

    private final ObjectReader reader;

    private TimingReader(ObjectReader reader) {
        this.reader = reader;
    }

    /** The timing; with problems, whichever is left. */
    static Timing read(ObjectReader reader) {
        return new TimingReader(reader).timing();
    }

    private Timing timing() {
        return switch (mode()) {
            case IMMEDIATE -> {
                refuse(List.of("at", "zone", "on"), "is for digests: leave it out, or set mode to daily or weekly");
                yield Timing.IMMEDIATE;
            }
            case DAILY -> {
                refuse(List.of("on"), "is for weekly digests: leave it out, or set mode to weekly");
                yield new Timing.Daily(at(), zone());
            }
            case WEEKLY -> new Timing.Weekly(on(), at(), zone());
        };
    }

    private void refuse(List<String> members, String why) {
        for (var member : members) {
            var node = reader.node(member);
            if (node != null && !node.isNull()) {
                reader.problems().add(reader.pointer(member), why);
            }
        }
    }

    private Mode mode() {
        var text = reader.text("mode", 40);
        if (text == null) {
            return Mode.IMMEDIATE;
        }
        return WireName.find(Mode.class, text).orElseGet(() -> {
            problem("mode", "must be one of " + WireName.allowed(Mode.class));
            return Mode.IMMEDIATE;
        });
    }

    private LocalTime at() {
        var text = reader.text("at", 16);
        if (text == null) {
            return DEFAULT_AT;
        }
        try {
            var at = LocalTime.parse(text);
            if (at.equals(at.truncatedTo(ChronoUnit.SECONDS))) {
                return at;
            }
        } catch (DateTimeException e) {
            // said below
        }
        problem("at", "must be a time of the day such as 09:00");
        return DEFAULT_AT;
    }

    private ZoneId zone() {
        var text = reader.text("zone", 64);
        if (text == null) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            problem("zone", "must be a time zone such as Europe/Berlin or UTC");
            return ZoneOffset.UTC;
        }
    }

    private DayOfWeek on() {
        var text = reader.text("on", 16);
        if (text == null) {
            return DayOfWeek.MONDAY;
        }
        var day = day(text);
        if (day == null) {
            var days = Stream.of(DayOfWeek.values()).map(TimingReader::name).collect(Collectors.joining(", "));
            problem("on", "must be one of " + days);
            return DayOfWeek.MONDAY;
        }
        return day;
    }

    private static @Nullable DayOfWeek day(String text) {
        return Stream.of(DayOfWeek.values())
                .filter(day -> name(day).equals(text))
                .findFirst()
                .orElse(null);
    }

    static String name(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }

    private void problem(String member, String detail) {
        reader.problems().add(reader.pointer(member), detail);
    }
}
