package dev.recur.analysis.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.UUID;

/**
 * Incidents as a condition counts them, in the order of {@link Counted#BY_TIME}: a list that nobody can change, of 25 bytes
 * each as long as none adds anything up. What a group holds is gone through at each judging, so that its numbers are at hand
 * without an object for each.
 */
public final class CountedIncidents extends AbstractList<Counted> implements RandomAccess {

    public static final CountedIncidents NONE = new Copy(0, false).done();

    private final long[] times;

    /** Two for each. */
    private final long[] ids;

    private final byte[] states;

    /** Empty if all are zero. */
    private final BigDecimal[] amounts;

    private final int from;
    private final int size;

    private CountedIncidents(long[] times, long[] ids, byte[] states, BigDecimal[] amounts, int from, int size) {
        this.times = times;
        this.ids = ids;
        this.states = states;
        this.amounts = amounts;
        this.from = from;
        this.size = size;
    }

    /** The same, put in order. */
    public static CountedIncidents copyOf(Collection<Counted> counted) {
        return counted instanceof CountedIncidents already
                ? already
                : NONE.without(
                        new BitSet(), counted.stream().sorted(Counted.BY_TIME).toList());
    }

    /** What there is once these changes have happened. */
    public CountedIncidents with(CountedChanges changes) {
        var gone = new BitSet(size);
        for (var span : changes.anew().all()) {
            gone.set(firstFrom(span.from()), firstFrom(span.to()));
        }
        for (var place : changes.places()) {
            var micros = Micros.of(place.time());
            var at = position(micros, place.incidentId());
            if (at < size && compare(at, micros, place.incidentId()) == 0) {
                gone.set(at);
            }
        }
        return without(gone, changes.ordered());
    }

    private CountedIncidents without(BitSet gone, List<Counted> added) {
        var addsUp = amounts.length > 0
                || added.stream().anyMatch(incident -> incident.amount().signum() != 0);
        var copy = new Copy(size - gone.cardinality() + added.size(), addsUp);
        var next = 0;
        for (var incident : added) {
            var until = position(Micros.of(incident.time()), incident.incidentId());
            copy.addAll(this, next, until, gone);
            copy.add(incident);
            next = until;
        }
        copy.addAll(this, next, size, gone);
        return copy.done();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Counted get(int index) {
        Objects.checkIndex(index, size);
        return Counted.of(
                new UUID(idHigh(index), idLow(index)), Micros.at(micros(index)), states[from + index], amount(index));
    }

    /** Shares what it is of. */
    @Override
    public CountedIncidents subList(int first, int end) {
        Objects.checkFromToIndex(first, end, size);
        return new CountedIncidents(times, ids, states, amounts, from + first, end - first);
    }

    /** The more significant half of the id of one of them. */
    public long idHigh(int index) {
        return ids[2 * (from + index)];
    }

    /** The less significant half of the id of one of them. */
    public long idLow(int index) {
        return ids[2 * (from + index) + 1];
    }

    Moments times() {
        return Moments.ofSorted(times, from, from + size);
    }

    long micros(int index) {
        return times[from + index];
    }

    boolean matches(int index) {
        return Counted.matches(states[from + index]);
    }

    BigDecimal amount(int index) {
        return amounts.length == 0 ? BigDecimal.ZERO : amounts[from + index];
    }

    /** How many are before a time. */
    int firstFrom(Instant time) {
        return position(Micros.of(time), Counted.LEAST_ID);
    }

    /** How many are before an incident with that time and id. */
    private int position(long micros, UUID id) {
        var low = 0;
        var high = size;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (compare(middle, micros, id) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int compare(int index, long micros, UUID id) {
        var byTime = Long.compare(micros(index), micros);
        return byTime != 0 ? byTime : Counted.compareIds(idHigh(index), idLow(index), id);
    }

    /** Filled in order. */
    private static final class Copy {
        private final long[] times;
        private final long[] ids;
        private final byte[] states;
        private final BigDecimal[] amounts;
        private int size;

        Copy(int capacity, boolean addsUp) {
            times = new long[capacity];
            ids = new long[2 * capacity];
            states = new byte[capacity];
            amounts = new BigDecimal[addsUp ? capacity : 0];
        }

        void add(Counted incident) {
            times[size] = Micros.of(incident.time());
            ids[2 * size] = incident.incidentId().getMostSignificantBits();
            ids[2 * size + 1] = incident.incidentId().getLeastSignificantBits();
            states[size] = (byte) incident.state();
            if (amounts.length > 0) {
                amounts[size] = incident.amount();
            }
            size++;
        }

        /** Of those from one position to another all that are not gone. */
        void addAll(CountedIncidents source, int first, int until, BitSet gone) {
            for (int at = gone.nextClearBit(first); at < until; at = gone.nextClearBit(at)) {
                var end = gone.nextSetBit(at);
                var number = (end < 0 || end > until ? until : end) - at;
                addAll(source, at, number);
                at += number;
            }
        }

        private void addAll(CountedIncidents source, int first, int number) {
            var at = source.from + first;
            System.arraycopy(source.times, at, times, size, number);
            System.arraycopy(source.ids, 2 * at, ids, 2 * size, 2 * number);
            System.arraycopy(source.states, at, states, size, number);
            if (source.amounts.length > 0) {
                System.arraycopy(source.amounts, at, amounts, size, number);
            } else if (amounts.length > 0) {
                Arrays.fill(amounts, size, size + number, BigDecimal.ZERO);
            }
            size += number;
        }

        CountedIncidents done() {
            return new CountedIncidents(times, ids, states, amounts, 0, size);
        }
    }
}
