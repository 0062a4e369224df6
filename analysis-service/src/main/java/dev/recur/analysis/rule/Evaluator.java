package dev.recur.analysis.rule;

import dev.recur.wire.marker.Marker;
import dev.recur.wire.window.TimeSpan;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Judges one group: a pure function of the rule, the incidents, the markers and now, the same for whoever asks. Made of
 * what was counted, it answers for any window or stretch that this covers.
 */
public final class Evaluator {

    private final Rule rule;
    private final CountedIncidents incidents;
    private final Moments times;
    private final Gauge gauge;

    private Evaluator(Rule rule, CountedIncidents incidents, Gauge gauge) {
        this.rule = rule;
        this.incidents = incidents;
        this.times = incidents.times();
        this.gauge = gauge;
    }

    /**
     * An evaluator of what was counted.
     *
     * @param counted the incidents of the group; for its share of everything all that the rule selects
     * @param markers of the type that the condition names, from as long before as it looks after them
     */
    public static Evaluator of(Rule rule, Group group, Collection<Counted> counted, Collection<Marker> markers) {
        var incidents = CountedIncidents.copyOf(counted);
        var mergeWithin = rule.definition().mergeWithin();
        var gauge = switch (rule.definition().condition()) {
            case Condition.Count count ->
                new Gauge.CountGauge(count.atLeast(), Occurrences.starts(incidents, mergeWithin));
            case Condition.Sum sum -> sum(sum, incidents);
            case Condition.Share share -> new Gauge.ShareGauge(share, Occurrences.of(incidents, mergeWithin));
            case Condition.Change change -> new Gauge.ChangeGauge(change, Occurrences.starts(incidents, mergeWithin));
            case Condition.AfterMarker after ->
                MarkerGauge.of(
                        after,
                        MarkerSpans.of(markers, after.within(), group),
                        Occurrences.starts(incidents, mergeWithin));
            // Read by the gaps between incidents.
            case Condition.Silence silence -> new Gauge.CountGauge(1, Occurrences.starts(incidents, mergeWithin));
        };
        return new Evaluator(rule, incidents, gauge);
    }

    private static Gauge sum(Condition.Sum condition, CountedIncidents incidents) {
        var sums = new ArrayList<BigDecimal>();
        sums.add(BigDecimal.ZERO);
        for (int i = 0; i < incidents.size(); i++) {
            sums.add(sums.getLast().add(incidents.amount(i)));
        }
        return new Gauge.SumGauge(condition.atLeast(), incidents.times(), sums);
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
        LongFunction<Span> upTo = time -> Span.calendar(from, time, earlierFrom);
        var evidence = evidence(from - 1, last);
        var observed = gauge.value(upTo.apply(last));
        var end = times.upTo(last);
        var crossing = crossing(times.upTo(from - 1), end, upTo);
        if (crossing == end) {
            return new Evaluation(observed, observed, null, observed, evidence);
        }
        var atCrossing = gauge.value(upTo.apply(times.get(crossing)));
        var peak = gauge.onlyGrows() ? observed : peak(crossing, end, upTo);
        return new Evaluation(observed, peak, Micros.at(times.get(crossing)), atCrossing, evidence);
    }

    /** Where the condition is met first; the end if nowhere. */
    private int crossing(int first, int end, LongFunction<Span> upTo) {
        LongPredicate isMet = time -> gauge.isMet(upTo.apply(time));
        return gauge.onlyGrows()
                ? times.first(first, end, isMet)
                : IntStream.range(first, end)
                        .filter(i -> isMet.test(times.get(i)))
                        .findFirst()
                        .orElse(end);
    }

    /** The most that was while the condition was met. */
    private BigDecimal peak(int crossing, int end, LongFunction<Span> upTo) {
        return IntStream.range(crossing, end)
                .mapToObj(i -> upTo.apply(times.get(i)))
                .filter(gauge::isMet)
                .map(gauge::value)
                .reduce(BigDecimal::max)
                .orElseThrow();
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
            return Silences.of(rule.definition(), incidents, begin, Micros.of(now));
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
            return Silences.remains(incidents, after);
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

    private CountedIncidents evidence(long after, long to) {
        var first = times.upTo(after);
        var within = incidents.subList(first, Math.max(first, times.upTo(to)));
        return rule.definition().comparesGroups()
                ? CountedIncidents.copyOf(
                        within.stream().filter(Counted::inGroup).toList())
                : within;
    }
}
