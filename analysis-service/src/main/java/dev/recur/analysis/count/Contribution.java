package dev.recur.analysis.count;

import dev.recur.analysis.incident.Incident;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What incidents add to the stored counts, or take from them. The difference between an incident before and after is
 * what its counts change by, whatever happened to it.
 */
public final class Contribution {

    private static final long GRAIN_SECONDS = 15 * 60;

    /**
     * One stored count. The empty dimension and value count everything; the empty value of a dimension counts, of the
     * incidents with several values of it, those beyond the first.
     *
     * @param quarterHour start of the quarter of an hour: every zone's hours begin at one
     */
    public record Key(String dimension, String value, String kind, Instant quarterHour) {}

    /** One stored sum of a measure. */
    public record MeasureKey(Key key, String measure) {}

    private final HashMap<Key, Long> incidents = new HashMap<>();
    private final HashMap<MeasureKey, BigDecimal> measures = new HashMap<>();

    /** Adds the difference that a change of one incident makes. */
    public void change(@Nullable Incident before, Incident after) {
        if (before != null) {
            add(before, -1);
        }
        add(after, 1);
    }

    /** Changes of counts, never zero. */
    public Map<Key, Long> incidents() {
        incidents.values().removeIf(change -> change == 0);
        return incidents;
    }

    /** Changes of sums, never zero. */
    public Map<MeasureKey, BigDecimal> measures() {
        measures.values().removeIf(change -> change.signum() == 0);
        return measures;
    }

    private void add(Incident incident, int sign) {
        if (!incident.counted()) {
            return;
        }
        var kind = incident.kind().wireName();
        var quarterHour = quarterHour(incident.time());
        add(new Key("", "", kind, quarterHour), sign, incident);
        incident.forEachDimension((dimension, values) -> {
            for (var value : values) {
                add(new Key(dimension, value, kind, quarterHour), sign, incident);
            }
            if (values.size() > 1) {
                incidents.merge(new Key(dimension, "", kind, quarterHour), sign * (values.size() - 1L), Long::sum);
            }
        });
    }

    private void add(Key key, int sign, Incident incident) {
        incidents.merge(key, (long) sign, Long::sum);
        incident.measures()
                .forEach((measure, value) -> measures.merge(
                        new MeasureKey(key, measure), sign < 0 ? value.negate() : value, BigDecimal::add));
    }

    /** The start of the quarter of an hour that a time is in. */
    public static Instant quarterHour(Instant time) {
        var second = time.getEpochSecond();
        return time.truncatedTo(ChronoUnit.SECONDS).minusSeconds(Math.floorMod(second, GRAIN_SECONDS));
    }
}
