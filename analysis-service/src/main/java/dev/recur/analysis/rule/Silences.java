package dev.recur.analysis.rule;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.stream.Stream;

/** The gaps between a group's incidents that are longer than the silence that a rule waits for. */
final class Silences {

    private Silences() {}

    static Episodes of(Rule.Definition rule, CountedIncidents ordered, long from, long now) {
        var condition = (Condition.Silence) rule.condition();
        var length = Micros.of(condition.noneFor());
        var episodes = new ArrayList<Episode>();
        var levels = new ArrayList<Instant>();
        for (int i = 0; i < ordered.size(); i++) {
            var last = ordered.get(i);
            var silentFrom = Micros.of(last.time()) + length;
            var next = i + 1 < ordered.size() ? ordered.get(i + 1).time() : null;
            if ((next == null || Micros.of(next) > silentFrom) && (next == null || Micros.of(next) > from)) {
                var until = next == null || Micros.of(next) > now ? null : next;
                var peak = until == null ? reached(rule, last.time(), now) : days(last.time(), until);
                if (until == null) {
                    nextLevels(rule, last.time(), now)
                            .filter(level -> next == null || level.isBefore(next))
                            .forEach(levels::add);
                }
                episodes.add(new Episode(
                        Micros.at(silentFrom), next, condition.threshold(), peak, ordered.subList(i, i + 1)));
            }
        }
        var isCut = from != Long.MIN_VALUE
                && (ordered.isEmpty() || Micros.of(ordered.getFirst().time()) > from);
        return new Episodes(episodes, isCut, levels);
    }

    /** While it lasts only what is worth telling: a number that grew with every look would be news each time. */
    private static BigDecimal reached(Rule.Definition rule, Instant last, long now) {
        return rule.escalateAt().stream()
                .filter(level -> Micros.of(last) + micros(level) <= now)
                .reduce(rule.condition().threshold(), BigDecimal::max);
    }

    /** When a silence that runs reaches its next level. */
    private static Stream<Instant> nextLevels(Rule.Definition rule, Instant last, long now) {
        return rule.escalateAt().stream()
                .map(level -> Micros.of(last) + micros(level))
                .filter(moment -> moment > now)
                .map(Micros::at);
    }

    private static long micros(BigDecimal days) {
        return days.multiply(BigDecimal.valueOf(Micros.of(Duration.ofDays(1))))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    static Evaluation remains(CountedIncidents ordered, long from) {
        for (int i = 0; i < ordered.size(); i++) {
            if (Micros.of(ordered.get(i).time()) == from) {
                var gap = i + 1 < ordered.size()
                        ? days(ordered.get(i).time(), ordered.get(i + 1).time())
                        : BigDecimal.ZERO;
                return new Evaluation(gap, gap, null, gap, ordered.subList(i, i + 1));
            }
        }
        return new Evaluation(BigDecimal.ZERO, BigDecimal.ZERO, null, BigDecimal.ZERO, CountedIncidents.NONE);
    }

    private static BigDecimal days(Instant from, Instant to) {
        return Condition.Silence.days(Duration.between(from, to));
    }
}
