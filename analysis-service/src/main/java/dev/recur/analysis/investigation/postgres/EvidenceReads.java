package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.investigation.Standing;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Condition;
import dev.recur.analysis.rule.Counted;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.postgres.GroupIncidents;
import dev.recur.wire.window.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The evidence of an investigation, derived from what it is about. */
final class EvidenceReads {

    private static final Duration MICROSECOND = Duration.ofNanos(1000);

    private EvidenceReads() {}

    /**
     * In the order of time: of a calendar window the group's incidents in it, of an episode those counted in it, of a
     * silence the last one before it.
     */
    static List<Counted> of(Statements statements, Rule rule, Standing standing, Instant now) {
        var stretch = standing.stretch();
        if (rule.definition().condition() instanceof Condition.Silence) {
            var last = in(
                    statements, rule, standing, stretch.from(), stretch.from().plus(MICROSECOND));
            return last.subList(Math.max(0, last.size() - 1), last.size());
        }
        var to = stretch.to();
        if (rule.definition().rolling().isEmpty() && to != null) {
            return in(statements, rule, standing, stretch.from(), to);
        }
        var after = stretch.from().plus(MICROSECOND);
        var end = to == null || to.isAfter(now) ? now.plus(MICROSECOND) : to;
        return end.isAfter(after) ? in(statements, rule, standing, after, end) : List.of();
    }

    private static List<Counted> in(Statements statements, Rule rule, Standing standing, Instant from, Instant to) {
        return GroupIncidents.counted(statements, rule, standing.group(), new TimeSpan(from, to)).stream()
                .filter(Counted::inGroup)
                .sorted(Counted.BY_TIME)
                .toList();
    }
}
