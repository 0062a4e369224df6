package dev.recur.analysis.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recur.wire.window.Window;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Durations as rules write them: ISO 8601 without months and years, which have no fixed length. */
final class Durations {

    private Durations() {}

    /** The duration in a node, if it is one that a rule may have; times are counted in microseconds. */
    static Optional<Duration> read(@Nullable JsonNode node) {
        if (node == null || !node.isTextual()) {
            return Optional.empty();
        }
        try {
            return Window.parse(node.textValue()) instanceof Window.Rolling rolling && isWhole(rolling.length())
                    ? Optional.of(rolling.length())
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** True for whole microseconds. */
    static boolean isWhole(Duration duration) {
        return duration.toNanosPart() % 1000 == 0;
    }

    /** True for {@code PT0S}, however it is written. */
    static boolean isZero(JsonNode node) {
        try {
            return node.isTextual() && Duration.parse(node.textValue()).isZero();
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** In whole days where it is, as people say it. */
    static String text(Duration duration) {
        var days = duration.toDays();
        return days > 0 && Duration.ofDays(days).equals(duration) ? "P" + days + "D" : duration.toString();
    }
}
