package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Evaluator;
import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.Stretch;
import dev.recur.analysis.rule.postgres.GroupIncidents;
import dev.recur.wire.investigation.Investigation.WindowBefore;
import dev.recur.wire.window.CalendarUnit;
import dev.recur.wire.window.OrganisationCalendar;
import dev.recur.wire.window.Window;
import java.util.ArrayList;
import java.util.List;

/** What a group did in the windows before one. */
final class WindowsBefore {

    private static final int HOW_MANY = 3;

    private WindowsBefore() {}

    /** Oldest first. */
    static List<WindowBefore> of(
            Statements statements, OrganisationCalendar calendar, Rule rule, Group group, Stretch stretch) {
        var before = new ArrayList<WindowBefore>();
        if (!(stretch.window() instanceof Window.Calendar(CalendarUnit unit))) {
            return before;
        }
        var window = calendar.spanAt(unit, stretch.from());
        for (int back = HOW_MANY; back > 0; back--) {
            var span = calendar.shift(unit, window, -back);
            var incidents = GroupIncidents.forWindow(statements, rule, group, span);
            before.add(new WindowBefore(
                    calendar.label(unit, span),
                    Evaluator.evaluate(rule, incidents, span).observed()));
        }
        return before;
    }
}
