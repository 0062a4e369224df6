package dev.recur.analysis.rule;

import dev.recur.wire.marker.Marker;
import dev.recur.wire.window.TimeSpan;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges one group: a pure function of the rule, the incidents, the markers and now, the same for whoever asks. Made of
 * what was counted, it answers for any window or stretch that this covers.
 */
public final class Evaluator {

    private final Rule rule;
    private final List<Counted> ordered;
    private final Moments times;
    private final Gauge gauge;

    private Evaluator(Rule rule, List<Counted> ordered, Gauge gauge) {
        this.rule = rule;
        this.ordered = ordered;
        this.times = times(ordered);
        this.gauge = gauge;
    }

    /**
     * An evaluator of what was counted.
     *
     * @param counted the incidents of the group; for its share of everything all that the rule selects
     * @param markers of the type that the condition names, from as long before as it looks after them
     */
    public static Evaluator of(Rule rule, Group group, Collection<Counted> counted, Collection<Marker> markers) {
        var ordered = counted.stream().sorted(Counted.BY_TIME).toList();
        var occurrences = Occurrences.of(ordered, rule.definition().mergeWithin());
        var gauge = switch (rule.definition().condition()) {
            case Condition.Count count -> new Gauge.CountGauge(count.atLeast(), occurrences.starts());
            case Condition.Sum sum -> sum(sum, ordered);
            case Condition.Share share -> new Gauge.ShareGauge(share, occurrences);
            case Condition.Change change -> new Gauge.ChangeGauge(change, occurrences.starts());
            case Condition.AfterMarker after ->
                MarkerGauge.of(after, MarkerSpans.of(markers, after.within(), group), occurrences.starts());
            // Read by the gaps between incidents.
            case Condition.Silence silence -> new Gauge.CountGauge(1, occurrences.starts());
        };
        return new Evaluator(rule, ordered, gauge);
    }

    private static Moments times(List<Counted> ordered) {
        var times = ordered.stream()
                .mapToLong(incident -> Micros.of(incident.time()))
                .toArray();
        return Moments.ofSorted(times, times.length);
    }

    private static Gauge sum(Condition.Sum condition, List<Counted> ordered) {
        var sums = new ArrayList<BigDecimal>();
        sums.add(BigDecimal.ZERO);
        ordered.forEach(incident -> sums.add(sums.getLast().add(incident.amount())));
        return new Gauge.SumGauge(condition.atLeast(), times(ordered), sums);
    }

    /**
     * What the group did in a calendar window, read at the time of each incident: met once it is met at all.
     *
     * @param earlier where the windows before it that the condition reads begin
     */
    public Evaluation window(TimeSpan window, Instant earlier) {
        var from = Micros.of(window.from());
        var last = Micros.of(window.to()) - 1;
        var earlierFrom = Micros.of(earlier);
        var observed = gauge.value(Span.calendar(from, last, earlierFrom));
        BigDecimal peak = null;
        BigDecimal atCrossing = null;
        Instant crossedAt = null;
        for (int i = times.upTo(from - 1); i < times.upTo(last); i++) {
            if (i + 1 < times.size() && times.get(i + 1) == times.get(i)) {
                continue;
            }
            var span = Span.calendar(from, times.get(i), earlierFrom);
            if (gauge.isMet(span)) {
                var value = gauge.value(span);
                peak = peak == null ? value : peak.max(value);
                if (crossedAt == null) {
                    crossedAt = Micros.at(times.get(i));
                    atCrossing = value;
                }
            }
        }
        return new Evaluation(
                observed,
                peak == null ? observed : peak,
                crossedAt,
                atCrossing == null ? observed : atCrossing,
                evidence(from - 1, last));
    }

    /**
     * The episodes of a rolling window from a moment on.
     *
     * @param from exactly known from there on; {@code null} when everything was counted
     */
    public Episodes episodes(@Nullable Instant from, Instant now) {
        var length = Micros.of(rule.definition().rolling().orElseThrow());
        var begin = from == null ? Long.MIN_VALUE : Micros.of(from);
        if (rule.definition().condition() instanceof Condition.Silence) {
            return Silences.of(rule.definition(), ordered, begin, Micros.of(now));
        }
        var changes = gauge.changes(length);
        var moments = from == null ? changes : changes.from(begin);
        return sweep(moments, length, Micros.of(now), from != null);
    }

    private Episodes sweep(Moments moments, long length, long now, boolean mayBeCut) {
        var episodes = new ArrayList<Episode>();
        var isCut = false;
        BigDecimal atCrossing = null;
        var peak = BigDecimal.ZERO;
        var crossedAt = 0L;
        for (int i = 0; i < moments.size(); i++) {
            var span = Span.rolling(length, gauge.windowsBefore(), moments.get(i));
            if (gauge.isMet(span)) {
                var value = gauge.value(span);
                if (atCrossing == null) {
                    atCrossing = value;
                    peak = value;
                    crossedAt = moments.get(i);
                    isCut |= mayBeCut && i == 0;
                } else if (moments.get(i) <= now) {
                    peak = peak.max(value);
                }
            } else if (atCrossing != null) {
                episodes.add(episode(crossedAt, Micros.at(moments.get(i)), atCrossing, peak, length, now));
                atCrossing = null;
            }
        }
        if (atCrossing != null) {
            episodes.add(episode(crossedAt, null, atCrossing, peak, length, now));
        }
        return new Episodes(episodes, isCut, List.of());
    }

    private Episode episode(
            long crossedAt, @Nullable Instant end, BigDecimal atCrossing, BigDecimal peak, long length, long now) {
        var last = end == null ? now : Math.min(now, Micros.of(end) - 1);
        return new Episode(
                Micros.at(crossedAt), end, atCrossing, peak, evidence(crossedAt - length, Math.max(last, crossedAt)));
    }

    /** What a stretch that is no episode any more holds: the most that was in it, and the group's incidents. */
    public Evaluation remains(Stretch stretch, Instant now) {
        var length = Micros.of(rule.definition().rolling().orElseThrow());
        var after = Micros.of(stretch.from());
        var to = stretch.to();
        var end = to == null || to.isAfter(now) ? Micros.of(now) : Micros.of(to) - 1;
        if (rule.definition().condition() instanceof Condition.Silence) {
            return Silences.remains(ordered, after);
        }
        var begin = after + length;
        var observed = gauge.value(Span.rolling(length, gauge.windowsBefore(), begin));
        var most = gauge.changes(length).only(moment -> moment > begin && moment <= end).stream()
                .mapToObj(moment -> gauge.value(Span.rolling(length, gauge.windowsBefore(), moment)))
                .reduce(observed, BigDecimal::max);
        return new Evaluation(most, most, null, observed, evidence(after, end));
    }

    /** What is observed of the span of a rolling window that ends at a moment. */
    public BigDecimal at(Instant moment) {
        var length = Micros.of(rule.definition().rolling().orElseThrow());
        return gauge.value(Span.rolling(length, gauge.windowsBefore(), Micros.of(moment)));
    }

    private List<Counted> evidence(long after, long to) {
        return ordered.subList(times.upTo(after), Math.max(times.upTo(after), times.upTo(to))).stream()
                .filter(Counted::inGroup)
                .toList();
    }
}
