package dev.recur.analysis.rule;

import dev.recur.wire.matcher.Matchers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a group must do in a window to be worth an investigation. */
public sealed interface Condition {

    /** What the rule asks for, in the unit of what it observes: an investigation shows both. */
    BigDecimal threshold();

    /** At least so many occurrences. */
    record Count(int atLeast) implements Condition {
        @Override
        public BigDecimal threshold() {
            return BigDecimal.valueOf(atLeast);
        }
    }

    /** At least so much of a measure, all incidents added up. */
    record Sum(String measure, BigDecimal atLeast) implements Condition {
        @Override
        public BigDecimal threshold() {
            return atLeast;
        }
    }

    /**
     * At least such a share.
     *
     * @param of which of the group's occurrences; {@code null} for the group's own share of all that the rule selects
     * @param minimumCount of fewer occurrences no share is taken
     */
    record Share(@Nullable Matchers of, BigDecimal atLeast, int minimumCount) implements Condition {
        @Override
        public BigDecimal threshold() {
            return atLeast;
        }
    }

    /**
     * So many times as many occurrences as in the windows before.
     *
     * @param over of how many windows before the mean is taken
     */
    record Change(BigDecimal factor, int over, int minimumCount) implements Condition {
        @Override
        public BigDecimal threshold() {
            return BigDecimal.valueOf(minimumCount);
        }
    }

    /** Soon after markers of a type a rate of occurrences so many times that of the rest of the window. */
    record AfterMarker(String marker, Duration within, BigDecimal factor, int minimumCount) implements Condition {
        @Override
        public BigDecimal threshold() {
            return BigDecimal.valueOf(minimumCount);
        }
    }

    /** Nothing for so long, of a group that has reported before; observed in days. */
    record Silence(Duration noneFor) implements Condition {
        @Override
        public BigDecimal threshold() {
            return days(noneFor);
        }

        /** A duration in days of 24 hours, cut to a hundredth. */
        static BigDecimal days(Duration duration) {
            return BigDecimal.valueOf(duration.toSeconds())
                    .divide(BigDecimal.valueOf(Duration.ofDays(1).toSeconds()), 2, RoundingMode.DOWN)
                    .stripTrailingZeros();
        }
    }
}
