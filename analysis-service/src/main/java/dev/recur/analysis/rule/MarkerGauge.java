package dev.recur.analysis.rule;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.IntStream;

/**
 * A rate soon after markers that is so many times the rate of the rest; a rate of zero outside is met by the minimum.
 *
 * @param inside those of the starts that are in the spans
 */
record MarkerGauge(Condition.AfterMarker condition, MarkerSpans spans, Moments starts, Moments inside)
        implements Gauge {

    static MarkerGauge of(Condition.AfterMarker condition, MarkerSpans spans, Moments starts) {
        var inside = starts.only(spans::contains);
        return new MarkerGauge(condition, spans, starts, inside);
    }

    @Override
    public BigDecimal value(Span span) {
        return BigDecimal.valueOf(inside(span));
    }

    /** Multiplied out: inside / length inside ≥ factor × outside / length outside. */
    @Override
    public boolean isMet(Span span) {
        if (inside(span) < condition.minimumCount()) {
            return false;
        }
        var lengthInside = lengthInside(span);
        var lengthOutside = span.to() - span.from() - lengthInside;
        return product(inside(span), lengthOutside).compareTo(weighted(span).multiply(BigDecimal.valueOf(lengthInside)))
                >= 0;
    }

    private static BigDecimal product(long one, long other) {
        return BigDecimal.valueOf(one).multiply(BigDecimal.valueOf(other));
    }

    private BigDecimal weighted(Span span) {
        var outside = starts.within(span.after(), span.to()) - inside(span);
        return condition.factor().multiply(BigDecimal.valueOf(outside));
    }

    private int inside(Span span) {
        return inside.within(span.after(), span.to());
    }

    private long lengthInside(Span span) {
        return spans.until(span.to()) - spans.until(span.from());
    }

    /**
     * Where occurrences and spans come and go, and between these the moments at which the lengths, which change all the
     * time, tip the balance.
     */
    @Override
    public Moments changes(long length) {
        var corners = starts.moved(0, length).joined(spans.edges().moved(0, length));
        var tipping = IntStream.range(0, Math.max(0, corners.size() - 1))
                .mapToLong(i -> Math.min(corners.get(i + 1), tippingAfter(corners.get(i), length)));
        return corners.joined(Moments.distinct(tipping));
    }

    /** When it tips after a moment if nothing comes or goes; the moment itself if it never does. */
    private long tippingAfter(long moment, long length) {
        var span = Span.rolling(length, 0, moment);
        var slope = (spans.contains(moment) ? 1 : 0) - (spans.contains(moment - length) ? 1 : 0);
        var number = inside(span);
        var total = weighted(span).add(BigDecimal.valueOf(number));
        if (slope == 0 || number == 0 || total.signum() == 0) {
            return moment;
        }
        // Met while the length inside is at most number × length / total.
        var balance = product(number, length).subtract(total.multiply(BigDecimal.valueOf(lengthInside(span))));
        var steps = slope > 0
                ? balance.divide(total, 0, RoundingMode.FLOOR).add(BigDecimal.ONE)
                : balance.negate().divide(total, 0, RoundingMode.CEILING);
        return steps.signum() <= 0 || steps.compareTo(BigDecimal.valueOf(length)) > 0
                ? moment
                : moment + steps.longValueExact();
    }
}
