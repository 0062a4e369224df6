package dev.recur.analysis.rule.postgres;

import dev.recur.analysis.marker.postgres.MarkerRows;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Condition;
import dev.recur.analysis.rule.Counted;
import dev.recur.analysis.rule.Evaluation;
import dev.recur.analysis.rule.Evaluator;
import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Reach;
import dev.recur.analysis.rule.Rule;
import dev.recur.wire.marker.Marker;
import dev.recur.wire.window.OrganisationCalendar;
import dev.recur.wire.window.TimeSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Evaluators of what is stored. */
public final class Evaluators {

    /** All times that the database can hold for us. */
    public static final TimeSpan EVER =
            new TimeSpan(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-01-01T00:00:00Z"));

    private Evaluators() {}

    /** The time itself, or the nearest that the database can hold. */
    public static Instant limited(Instant time) {
        if (time.isBefore(EVER.from())) {
            return EVER.from();
        }
        return time.isAfter(EVER.to()) ? EVER.to() : time;
    }

    /** Of the incidents of that time. */
    public static Evaluator between(Statements statements, Rule rule, Group group, TimeSpan span) {
        return of(statements, rule, group, GroupIncidents.counted(statements, rule, group, span), span);
    }

    /**
     * Of what was counted.
     *
     * @param span as far as markers matter
     */
    public static Evaluator of(
            Statements statements, Rule rule, Group group, Collection<Counted> counted, TimeSpan span) {
        return Evaluator.of(rule, group, counted, markers(statements, rule, span));
    }

    /** The markers that decide about that time. */
    public static List<Marker> markers(Statements statements, Rule rule, TimeSpan span) {
        return rule.definition().condition() instanceof Condition.AfterMarker after
                ? MarkerRows.ofType(
                        statements,
                        after.marker(),
                        new TimeSpan(limited(span.from().minus(after.within())), span.to()))
                : List.of();
    }

    /** A group in a calendar window. */
    public record Asked(Group group, TimeSpan window) {}

    /** How to come by what a condition counts of groups of a rule, in their order. */
    public interface Reader {
        List<? extends Collection<Counted>> counted(Statements statements, Rule rule, List<GroupIncidents.Asked> asked);
    }

    /** What groups of a rule do in calendar windows, in their order. */
    public static List<Evaluation> windows(
            Statements statements, Rule rule, OrganisationCalendar calendar, List<Asked> asked, Reader reader) {
        var reads = asked.stream()
                .map(one -> new GroupIncidents.Asked(
                        one.group(),
                        reach(rule, Reach.earlier(rule.definition(), calendar, one.window()), one.window())))
                .toList();
        var counted = reader.counted(statements, rule, reads);
        var evaluations = new ArrayList<Evaluation>();
        for (int i = 0; i < asked.size(); i++) {
            var window = asked.get(i).window();
            var evaluator = of(
                    statements,
                    rule,
                    asked.get(i).group(),
                    counted.get(i),
                    reads.get(i).between());
            evaluations.add(evaluator.window(window, Reach.earlier(rule.definition(), calendar, window)));
        }
        return evaluations;
    }

    /** The time of what an evaluation of a calendar window reads. */
    public static TimeSpan reach(Rule rule, Instant earlier, TimeSpan window) {
        return new TimeSpan(limited(earlier.minus(rule.definition().mergeWithin())), window.to());
    }
}
