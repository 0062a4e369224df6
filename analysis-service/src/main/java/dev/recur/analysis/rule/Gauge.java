package dev.recur.analysis.rule;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** What a condition reads of a window. */
sealed interface Gauge permits Gauge.CountGauge, Gauge.SumGauge, Gauge.ShareGauge, Gauge.ChangeGauge, MarkerGauge {

    BigDecimal value(Span span);

    boolean isMet(Span span);

    /** The moments at which a window of that length that rolls may read something else. */
    Moments changes(long length);

    /** True if of a calendar window it never reads less than before, and what is met stays met. */
    default boolean onlyGrows() {
        return false;
    }

    /** How many windows before the one that it reads. */
    default int windowsBefore() {
        return 0;
    }

    /** At least so many occurrences. */
    record CountGauge(int atLeast, Moments starts) implements Gauge {

        @Override
        public BigDecimal value(Span span) {
            return BigDecimal.valueOf(number(span));
        }

        @Override
        public boolean isMet(Span span) {
            return number(span) >= atLeast;
        }

        @Override
        public boolean onlyGrows() {
            return true;
        }

        private int number(Span span) {
            return starts.within(span.after(), span.to());
        }

        @Override
        public Moments changes(long length) {
            return starts.moved(0, length);
        }
    }

    /**
     * At least so much.
     *
     * @param sums of the amounts up to each of the times, one more than there are times
     */
    record SumGauge(BigDecimal atLeast, Moments times, List<BigDecimal> sums) implements Gauge {

        @Override
        public BigDecimal value(Span span) {
            return sums.get(times.upTo(span.to())).subtract(sums.get(times.upTo(span.after())));
        }

        @Override
        public boolean isMet(Span span) {
            return value(span).compareTo(atLeast) >= 0;
        }

        @Override
        public Moments changes(long length) {
            return times.moved(0, length);
        }
    }

    /** At least such a share of the occurrences. */
    record ShareGauge(Condition.Share condition, Occurrences occurrences) implements Gauge {

        /** Cut, not rounded: what is shown reaches a level if and only if the share does. */
        private static final int DIGITS = 6;

        @Override
        public BigDecimal value(Span span) {
            var all = all(span);
            return all == 0
                    ? BigDecimal.ZERO
                    : BigDecimal.valueOf(matching(span))
                            .divide(BigDecimal.valueOf(all), DIGITS, RoundingMode.DOWN)
                            .stripTrailingZeros();
        }

        @Override
        public boolean isMet(Span span) {
            var all = all(span);
            return all >= condition.minimumCount()
                    && BigDecimal.valueOf(matching(span))
                                    .compareTo(condition.atLeast().multiply(BigDecimal.valueOf(all)))
                            >= 0;
        }

        private int all(Span span) {
            return occurrences.starts().within(span.after(), span.to());
        }

        /** An occurrence that began before the window may match in it, and is not of it. */
        private int matching(Span span) {
            var matched = occurrences.matchedAt().upTo(span.to());
            return Math.max(0, matched - occurrences.matchedStarts().upTo(span.after()));
        }

        @Override
        public Moments changes(long length) {
            return occurrences.starts().moved(0, length).joined(occurrences.matchedAt());
        }
    }

    /** So many times the mean of the windows before; a mean of zero is met by the minimum. */
    record ChangeGauge(Condition.Change condition, Moments starts) implements Gauge {

        @Override
        public BigDecimal value(Span span) {
            return BigDecimal.valueOf(starts.within(span.after(), span.to()));
        }

        @Override
        public boolean isMet(Span span) {
            var number = starts.within(span.after(), span.to());
            var before = starts.within(span.earlier(), span.after());
            return number >= condition.minimumCount()
                    && BigDecimal.valueOf((long) number * condition.over())
                                    .compareTo(condition.factor().multiply(BigDecimal.valueOf(before)))
                            >= 0;
        }

        @Override
        public Moments changes(long length) {
            return starts.moved(0, length, length * (condition.over() + 1));
        }

        @Override
        public boolean onlyGrows() {
            return true;
        }

        @Override
        public int windowsBefore() {
            return condition.over();
        }
    }
}
