package dev.recur.analysis.rule;

import java.math.BigDecimal;

/** What a group must do in a window to be worth an investigation. */
public sealed interface Condition {

    /** What the rule asks for, as an investigation shows it. */
    BigDecimal threshold();

    /** At least so many occurrences. */
    record Count(int atLeast) implements Condition {
        public Count {
            if (atLeast < 1) {
                throw new IllegalArgumentException("atLeast must be at least 1, was " + atLeast);
            }
        }

        @Override
        public BigDecimal threshold() {
            return BigDecimal.valueOf(atLeast);
        }
    }
}
