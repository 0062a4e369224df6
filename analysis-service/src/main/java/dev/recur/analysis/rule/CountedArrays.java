package dev.recur.analysis.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Incidents as conditions that add nothing up count them, in a quarter of the memory, in the order of time. */
public final class CountedArrays {

    private long[] times = {};
    private long[] ids = {};
    private byte[] states = {};
    private int size;

    /** Whether a rule counts incidents so: in calendar windows, and those of a group alone, and adds nothing up. */
    public static boolean canHold(Rule.Definition rule) {
        return rule.rolling().isEmpty() && !rule.comparesGroups() && !(rule.condition() instanceof Condition.Sum);
    }

    /** For how many there is room: 25 bytes each. */
    public int capacity() {
        return times.length;
    }

    /** All that would be there if these changes were applied. */
    public List<Counted> with(CountedChanges changes) {
        var added = changes.ordered();
        var counted = new ArrayList<Counted>(size + added.size());
        var next = 0;
        for (int i = 0; i < size; i++) {
            while (next < added.size() && Micros.of(added.get(next).time()) < times[i]) {
                counted.add(added.get(next++));
            }
            if (!isReplaced(changes, i)) {
                counted.add(Counted.of(id(i), Micros.at(times[i]), states[i]));
            }
        }
        counted.addAll(added.subList(next, added.size()));
        return counted;
    }

    /** Applies changes, in place, as garbage so large stops everybody. */
    public void apply(CountedChanges changes) {
        remove(changes);
        add(changes.ordered());
    }

    private boolean isReplaced(CountedChanges changes, int i) {
        return changes.mayReplace(times[i]) && changes.replaces(times[i], id(i));
    }

    private UUID id(int i) {
        return new UUID(ids[2 * i], ids[2 * i + 1]);
    }

    private void remove(CountedChanges changes) {
        var kept = 0;
        for (int i = 0; i < size; i++) {
            if (!isReplaced(changes, i)) {
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
        states = Arrays.copyOf(states, capacity);
    }

    private void move(int from, int to) {
        times[to] = times[from];
        ids[2 * to] = ids[2 * from];
        ids[2 * to + 1] = ids[2 * from + 1];
        states[to] = states[from];
    }

    private void put(int to, Counted incident) {
        times[to] = Micros.of(incident.time());
        ids[2 * to] = incident.incidentId().getMostSignificantBits();
        ids[2 * to + 1] = incident.incidentId().getLeastSignificantBits();
        states[to] = (byte) incident.state();
    }
}
