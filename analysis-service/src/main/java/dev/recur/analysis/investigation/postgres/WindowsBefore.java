package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Condition;
import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Reach;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.Stretch;
import dev.recur.analysis.rule.postgres.Evaluators;
import dev.recur.wire.investigation.Investigation.WindowBefore;
import dev.recur.wire.window.OrganisationCalendar;
import dev.recur.wire.window.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What a group did in the windows before one. */
final class WindowsBefore {

    private static final int HOW_MANY = 3;

    private WindowsBefore() {}

    /** Oldest first; there are none before a silence. */
    static List<WindowBefore> of(
            Statements statements, OrganisationCalendar calendar, Rule rule, Group group, Stretch stretch) {
        if (rule.definition().condition() instanceof Condition.Silence) {
            return List.of();
        }
        return rule.definition()
                .rolling()
                .map(length -> spans(statements, calendar, rule, group, stretch, length))
                .orElseGet(() -> windows(statements, calendar, rule, group, stretch));
    }

    /** The time that they are counted in. */
    static TimeSpan reach(OrganisationCalendar calendar, Rule rule, Stretch stretch) {
        var from = stretch.from();
        var rolling = rule.definition().rolling();
        if (rolling.isPresent()) {
            var first = from.minus(rolling.get().multipliedBy(HOW_MANY - 1L)).minus(Reach.rolling(rule.definition()));
            return new TimeSpan(Evaluators.limited(first), from.plusNanos(1000));
        }
        var unit = Reach.unit(rule.definition());
        var window = calendar.spanAt(unit, from);
        var first = calendar.shift(unit, window, -HOW_MANY);
        var earliest = Reach.earlier(rule.definition(), calendar, first);
        return Evaluators.reach(rule, earliest, new TimeSpan(first.from(), window.from()));
    }

    /** Where the last window begins that is shown what happened at a time. */
    static Instant lastAfter(OrganisationCalendar calendar, Rule.Definition rule, Instant time) {
        var rolling = rule.rolling();
        if (rolling.isPresent()) {
            return time.plus(rolling.get().multipliedBy(HOW_MANY - 1L)).plus(Reach.rolling(rule));
        }
        var unit = Reach.unit(rule);
        var window = calendar.spanAt(unit, time.plus(rule.mergeWithin()));
        return calendar.shift(unit, window, HOW_MANY + Reach.windowsBefore(rule))
                .from();
    }

    private static List<WindowBefore> windows(
            Statements statements, OrganisationCalendar calendar, Rule rule, Group group, Stretch stretch) {
        var unit = Reach.unit(rule.definition());
        var window = calendar.spanAt(unit, stretch.from());
        var first = calendar.shift(unit, window, -HOW_MANY);
        var evaluator = Evaluators.between(statements, rule, group, reach(calendar, rule, stretch));
        var before = new ArrayList<WindowBefore>();
        for (var span = first; span.from().isBefore(window.from()); span = calendar.shift(unit, span, 1)) {
            var earlier = Reach.earlier(rule.definition(), calendar, span);
            before.add(new WindowBefore(
                    calendar.label(unit, span), evaluator.window(span, earlier).observed()));
        }
        return before;
    }

    /** The spans of the same length that end where the window begins. */
    private static List<WindowBefore> spans(
            Statements statements,
            OrganisationCalendar calendar,
            Rule rule,
            Group group,
            Stretch stretch,
            Duration length) {
        var from = stretch.from();
        var evaluator = Evaluators.between(statements, rule, group, reach(calendar, rule, stretch));
        var before = new ArrayList<WindowBefore>();
        for (int back = HOW_MANY - 1; back >= 0; back--) {
            var end = from.minus(length.multipliedBy(back));
            before.add(new WindowBefore(label(calendar, end.minus(length), end, length), evaluator.at(end)));
        }
        return before;
    }

    /** An interval of ISO 8601, in days where the window is of days. */
    private static String label(OrganisationCalendar calendar, Instant from, Instant to, Duration length) {
        return length.compareTo(Duration.ofDays(1)) < 0
                ? from + "/" + to
                : LocalDate.ofInstant(from, calendar.zone()) + "/" + LocalDate.ofInstant(to, calendar.zone());
    }
}
