package dev.recur.analysis.rule;

import dev.recur.analysis.incident.Described;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * An incident as a condition counts it.
 *
 * @param inGroup false for what the group is only compared with
 * @param matches of a share: whether it is one of those whose share is taken
 * @param amount of a sum: what it adds
 */
public record Counted(
        UUID incidentId, Instant time, boolean backfilled, boolean inGroup, boolean matches, BigDecimal amount) {

    private static final int BACKFILLED = 1;
    private static final int IN_GROUP = 2;
    private static final int MATCHES = 4;

    /** The order of time; of incidents at the same time that of their ids. */
    public static final Comparator<Counted> BY_TIME = Comparator.comparing(Counted::time)
            .thenComparing((one, other) -> compareIds(
                    one.incidentId().getMostSignificantBits(),
                    one.incidentId().getLeastSignificantBits(),
                    other.incidentId()));

    /** No other is before it. */
    static final UUID LEAST_ID = new UUID(0, 0);

    /** An incident that the rule selects, seen from one of its groups. */
    public static Counted of(Rule rule, Group group, Described incident) {
        return of(rule.definition().condition(), rule.isIn(group, incident), incident);
    }

    /** One that is known to be in the group, or known not to be. */
    public static Counted of(Condition condition, boolean inGroup, Described incident) {
        var matches =
                condition instanceof Condition.Share share && (share.of() == null ? inGroup : isOf(share, incident));
        var amount = condition instanceof Condition.Sum sum
                ? incident.measures().getOrDefault(sum.measure(), BigDecimal.ZERO)
                : BigDecimal.ZERO;
        return new Counted(incident.incidentId(), incident.time(), incident.backfilled(), inGroup, matches, amount);
    }

    /** One that adds nothing up, by its {@link #state}. */
    public static Counted of(UUID incidentId, Instant time, int state) {
        return of(incidentId, time, state, BigDecimal.ZERO);
    }

    static Counted of(UUID incidentId, Instant time, int state, BigDecimal amount) {
        return new Counted(
                incidentId, time, (state & BACKFILLED) != 0, (state & IN_GROUP) != 0, matches(state), amount);
    }

    static boolean matches(int state) {
        return (state & MATCHES) != 0;
    }

    /** The order of their texts. */
    static int compareIds(long high, long low, UUID other) {
        var byHigh = Long.compareUnsigned(high, other.getMostSignificantBits());
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.getLeastSignificantBits());
    }

    /** All but its id, its time and what it adds, in a few bits. */
    public int state() {
        return (backfilled ? BACKFILLED : 0) | (inGroup ? IN_GROUP : 0) | (matches ? MATCHES : 0);
    }

    private static boolean isOf(Condition.Share share, Described incident) {
        var of = share.of();
        return of != null && of.matches(incident::valuesOf);
    }
}
