package dev.recur.analysis.rule;

import dev.recur.wire.marker.Marker;
import dev.recur.wire.window.OrganisationCalendar;
import dev.recur.wire.window.TimeSpan;
import dev.recur.wire.window.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a rule would have opened: the evaluator that judges live, over stored history. It leaves out only the three tests
 * for opening.
 *
 * @param evaluatedIncidents how many the rule selects in that time
 * @param groups of how many groups these are
 * @param patterns in the order of their crossings
 */
public record Preview(long evaluatedIncidents, int groups, List<Pattern> patterns) {

    private static final Comparator<Pattern> BY_CROSSING = Comparator.comparing(Pattern::crossedAt)
            .thenComparing(pattern -> pattern.group().key());

    public Preview {
        patterns = patterns.stream().sorted(BY_CROSSING).toList();
    }

    /**
     * What an investigation would be about.
     *
     * @param observed when it crossed
     */
    public record Pattern(
            Group group,
            Stretch stretch,
            Instant crossedAt,
            BigDecimal observed,
            BigDecimal peak,
            CountedIncidents evidence) {

        /** True if one of the group is met while the other is: by whichever rule, it is the same trouble. */
        boolean isSameAs(Pattern other) {
            return group.equals(other.group)
                    && isBefore(begin(), other.stretch.to())
                    && isBefore(other.begin(), stretch.to());
        }

        private Instant begin() {
            return stretch.window() instanceof Window.Calendar ? stretch.from() : crossedAt;
        }

        private static boolean isBefore(Instant begin, @Nullable Instant end) {
            return end == null || begin.isBefore(end);
        }
    }

    /** The patterns of this that are none of another. */
    public List<Pattern> without(Preview other) {
        return patterns.stream()
                .filter(pattern -> other.patterns.stream().noneMatch(pattern::isSameAs))
                .toList();
    }

    /** The patterns of one group that crossed in that time. */
    public static Stream<Pattern> of(
            Rule rule,
            Group group,
            CountedIncidents counted,
            List<Marker> markers,
            OrganisationCalendar calendar,
            TimeSpan crossed,
            Instant now) {
        var evaluator = Evaluator.of(rule, group, counted, markers);
        return rule.definition().rolling().isPresent()
                ? episodes(rule, group, evaluator, crossed, now)
                : windows(rule, group, evaluator, counted, calendar, crossed);
    }

    private static Stream<Pattern> windows(
            Rule rule,
            Group group,
            Evaluator evaluator,
            CountedIncidents counted,
            OrganisationCalendar calendar,
            TimeSpan crossed) {
        var unit = Reach.unit(rule.definition());
        var windows = new ArrayList<TimeSpan>();
        for (int i = 0;
                i < counted.size();
                i = counted.firstFrom(windows.getLast().to())) {
            windows.add(calendar.spanAt(unit, counted.get(i).time()));
        }
        return windows.stream().flatMap(window -> {
            var evaluation = evaluator.window(window, Reach.earlier(rule.definition(), calendar, window));
            var crossedAt = evaluation.crossedAt();
            if (crossedAt == null || !crossed.contains(crossedAt)) {
                return Stream.of();
            }
            var stretch = new Stretch(rule.definition().window(), window.from(), window.to());
            return Stream.of(new Pattern(
                    group, stretch, crossedAt, evaluation.atCrossing(), evaluation.peak(), evaluation.evidence()));
        });
    }

    private static Stream<Pattern> episodes(
            Rule rule, Group group, Evaluator evaluator, TimeSpan crossed, Instant now) {
        var length = rule.definition().rolling().orElseThrow();
        // One that was met just before has crossed before.
        return evaluator.episodes(crossed.from().minusNanos(1000), now).begunBy(now).stream()
                .filter(episode -> crossed.contains(episode.crossedAt()))
                .map(episode -> new Pattern(
                        group,
                        new Stretch(
                                rule.definition().window(), episode.crossedAt().minus(length), episode.endedBy(now)),
                        episode.crossedAt(),
                        episode.atCrossing(),
                        episode.peak(),
                        episode.evidence()));
    }
}
