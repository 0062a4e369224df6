package dev.recur.analysis.count;

import dev.recur.analysis.incident.Incident;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What incidents add to the stored counts, or take from them. The difference between an incident before and after is
 * what its counts change by, whatever happened to it.
 */
public final class Contribution {

    /** Hot counts are spread over so many rows. */
    private static final int SLOTS = 16;

    private static final long GRAIN_SECONDS = 15 * 60;

    /**
     * One stored count; the empty dimension and value count everything.
     *
     * @param quarterHour start of the quarter of an hour: every zone's hours begin at one
     */
    public record Key(String dimension, String value, String kind, Instant quarterHour, short slot)
            implements Comparable<Key> {

        private static final Comparator<Key> ORDER = Comparator.comparing(Key::dimension)
                .thenComparing(Key::value)
                .thenComparing(Key::kind)
                .thenComparing(Key::quarterHour)
                .thenComparing(Key::slot);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** One stored sum of a measure. */
    public record MeasureKey(Key key, String measure) implements Comparable<MeasureKey> {

        @Override
        public int compareTo(MeasureKey other) {
            var byKey = key.compareTo(other.key);
            return byKey != 0 ? byKey : measure.compareTo(other.measure);
        }
    }

    private final TreeMap<Key, Long> incidents = new TreeMap<>();
    private final TreeMap<MeasureKey, BigDecimal> measures = new TreeMap<>();

    /** Adds the difference that a change of one incident makes. */
    public void change(@Nullable Incident before, Incident after) {
        if (before != null) {
            add(before, -1);
        }
        add(after, 1);
    }

    /** Changes of counts, in the order in which every transaction must write them; never zero. */
    public Map<Key, Long> incidents() {
        incidents.values().removeIf(change -> change == 0);
        return incidents;
    }

    /** Changes of sums, in the order in which every transaction must write them; never zero. */
    public Map<MeasureKey, BigDecimal> measures() {
        measures.values().removeIf(change -> change.signum() == 0);
        return measures;
    }

    private void add(Incident incident, int sign) {
        if (!incident.counted()) {
            return;
        }
        for (var key : keys(incident)) {
            incidents.merge(key, (long) sign, Long::sum);
            incident.measures()
                    .forEach((measure, value) -> measures.merge(
                            new MeasureKey(key, measure), sign < 0 ? value.negate() : value, BigDecimal::add));
        }
    }

    private static List<Key> keys(Incident incident) {
        var kind = incident.kind().wireName();
        var quarterHour = quarterHour(incident.time());
        var slot = (short) Math.floorMod(incident.incidentId().hashCode(), SLOTS);
        var keys = new ArrayList<Key>();
        keys.add(new Key("", "", kind, quarterHour, slot));
        incident.tags()
                .forEach((dimension, tag) ->
                        tag.values().forEach(value -> keys.add(new Key(dimension, value, kind, quarterHour, slot))));
        return keys;
    }

    /** The start of the quarter of an hour that a time is in. */
    public static Instant quarterHour(Instant time) {
        var second = time.getEpochSecond();
        return time.truncatedTo(ChronoUnit.SECONDS).minusSeconds(Math.floorMod(second, GRAIN_SECONDS));
    }
}
