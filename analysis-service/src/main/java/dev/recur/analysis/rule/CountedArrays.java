package dev.recur.analysis.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Incidents as conditions that add nothing up count them, in a quarter of the memory, and in no order. */
public final class CountedArrays {

    private static final int BACKFILLED = 1;
    private static final int IN_GROUP = 2;
    private static final int MATCHES = 4;

    private final long[] times;
    private final long[] ids;
    private final byte[] flags;

    private CountedArrays(int size) {
        this.times = new long[size];
        this.ids = new long[2 * size];
        this.flags = new byte[size];
    }

    public static CountedArrays of(List<Counted> counted) {
        var arrays = new CountedArrays(counted.size());
        for (int i = 0; i < arrays.times.length; i++) {
            var incident = counted.get(i);
            arrays.times[i] = Micros.of(incident.time());
            arrays.ids[2 * i] = incident.incidentId().getMostSignificantBits();
            arrays.ids[2 * i + 1] = incident.incidentId().getLeastSignificantBits();
            arrays.flags[i] = (byte) ((incident.backfilled() ? BACKFILLED : 0)
                    | (incident.inGroup() ? IN_GROUP : 0)
                    | (incident.matches() ? MATCHES : 0));
        }
        return arrays;
    }

    public int size() {
        return times.length;
    }

    /** All, but for those in these times. */
    public List<Counted> without(TimeSpans spans) {
        var counted = new ArrayList<Counted>(times.length);
        for (int i = 0; i < times.length; i++) {
            if (!spans.contains(times[i])) {
                counted.add(counted(i));
            }
        }
        return counted;
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
