package dev.recur.analysis.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Incidents as conditions that add nothing up count them, in a quarter of the memory, in the order of time. */
public final class CountedArrays {

    private static final int BACKFILLED = 1;
    private static final int IN_GROUP = 2;
    private static final int MATCHES = 4;

    private long[] times = {};
    private long[] ids = {};
    private byte[] flags = {};
    private int size;

    /** For how many there is room: 25 bytes each. */
    public int capacity() {
        return times.length;
    }

    /** All, but for those in these times. */
    public List<Counted> without(TimeSpans spans) {
        var counted = new ArrayList<Counted>(size);
        for (int i = 0; i < size; i++) {
            if (!spans.contains(times[i])) {
                counted.add(counted(i));
            }
        }
        return counted;
    }

    /** In these times there are those incidents now, and no others: in place, as garbage so large stops everybody. */
    public void replace(TimeSpans spans, Collection<Counted> now) {
        remove(spans);
        add(now.stream().sorted(Counted.BY_TIME).toList());
    }

    private void remove(TimeSpans spans) {
        var kept = 0;
        for (int i = 0; i < size; i++) {
            if (!spans.contains(times[i])) {
                move(i, kept++);
            }
        }
        size = kept;
    }

    /** From the last to the first, so that nothing is overwritten before it is moved. */
    private void add(List<Counted> added) {
        var from = size - 1;
        size += added.size();
        if (size > times.length || size < times.length / 2) {
            resize(size + size / 8);
        }
        var to = size - 1;
        for (int i = added.size() - 1; i >= 0; i--) {
            var time = Micros.of(added.get(i).time());
            while (from >= 0 && times[from] > time) {
                move(from--, to--);
            }
            put(to--, added.get(i));
        }
    }

    private void resize(int capacity) {
        times = Arrays.copyOf(times, capacity);
        ids = Arrays.copyOf(ids, 2 * capacity);
        flags = Arrays.copyOf(flags, capacity);
    }

    private void move(int from, int to) {
        times[to] = times[from];
        ids[2 * to] = ids[2 * from];
        ids[2 * to + 1] = ids[2 * from + 1];
        flags[to] = flags[from];
    }

    private void put(int to, Counted incident) {
        times[to] = Micros.of(incident.time());
        ids[2 * to] = incident.incidentId().getMostSignificantBits();
        ids[2 * to + 1] = incident.incidentId().getLeastSignificantBits();
        flags[to] = (byte) ((incident.backfilled() ? BACKFILLED : 0)
                | (incident.inGroup() ? IN_GROUP : 0)
                | (incident.matches() ? MATCHES : 0));
    }

    private Counted counted(int i) {
        return new Counted(
                new UUID(ids[2 * i], ids[2 * i + 1]),
                Micros.at(times[i]),
                (flags[i] & BACKFILLED) != 0,
                (flags[i] & IN_GROUP) != 0,
                (flags[i] & MATCHES) != 0,
                BigDecimal.ZERO);
    }
}
