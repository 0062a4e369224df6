package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.investigation.Region;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Condition;
import dev.recur.analysis.rule.FewTimes;
import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Reach;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.postgres.Evaluators;
import dev.recur.analysis.rule.postgres.GroupIncidents;
import dev.recur.analysis.rule.postgres.RuleRows;
import dev.recur.wire.window.OrganisationCalendar;
import dev.recur.wire.window.TimeSpan;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Makes of the mark of a whole rule the marks of its groups: of all that can be current where the rule changed, and of all
 * near a time where something changed that is of more than one group, a marker or what a share is of; and of those with
 * investigations since, which may be shown with what happened before them.
 */
@ApplicationScoped
class MarkedRules {

    private final OrganisationCalendar calendar;

    MarkedRules(OrganisationCalendar calendar) {
        this.calendar = calendar;
    }

    /** Returns whether the rule itself has changed. */
    boolean markGroups(Statements statements, UUID ruleId, Instant now) {
        var taken = MarkRows.takeWholeRule(statements, ruleId);
        RuleRows.enabled(statements, Set.of(ruleId)).values().forEach(rule -> {
            if (taken.isChanged()) {
                changed(statements, rule);
                InvestigationRows.markRunning(statements, rule.id(), rule.activeFrom());
            }
            if (rule.definition().rolling().isPresent()) {
                for (var region : Region.of(rule.definition(), taken.times(), now)) {
                    near(statements, rule, region, taken.times());
                }
            } else {
                windows(rule, taken.times()).forEach(window -> near(statements, rule, window));
            }
            taken.times()
                    .forEach(time -> InvestigationRows.markSince(
                            statements, rule.id(), time, WindowsBefore.lastAfter(calendar, rule.definition(), time)));
        });
        return taken.isChanged();
    }

    /** Whatever has not ended when the rule becomes active. */
    private void changed(Statements statements, Rule rule) {
        var definition = rule.definition();
        var since = rule.definition().rolling().isPresent()
                ? Evaluators.limited(rule.activeFrom().minus(Reach.rolling(definition)))
                : calendar.spanAt(Reach.unit(definition), rule.activeFrom())
                        .from()
                        .minus(definition.mergeWithin());
        var from = definition.condition() instanceof Condition.Silence ? Evaluators.EVER.from() : since;
        var times = new FewTimes<Group>(definition);
        var isRolling = rule.definition().rolling().isPresent();
        GroupIncidents.selected(statements, rule, new TimeSpan(from, Evaluators.EVER.to()), incident -> {
            var time = isRolling && incident.time().isBefore(rule.activeFrom()) ? rule.activeFrom() : incident.time();
            rule.groupsOf(incident).forEach(group -> times.add(group, time));
        });
        var marks = new ArrayList<MarkRows.Mark>();
        times.forEach((group, time) -> marks.add(MarkRows.Mark.of(rule, Objects.requireNonNull(group), time)));
        MarkRows.add(statements, marks);
    }

    private SortedSet<TimeSpan> windows(Rule rule, SortedSet<Instant> times) {
        var windows = new TreeSet<TimeSpan>(Comparator.comparing(TimeSpan::from));
        times.forEach(time -> windows.addAll(Reach.windows(rule.definition(), calendar, time)));
        return windows;
    }

    private static void near(Statements statements, Rule rule, TimeSpan window) {
        var marks = new LinkedHashSet<MarkRows.Mark>();
        var from = window.from().minus(rule.definition().mergeWithin());
        groups(statements, rule, new TimeSpan(from, window.to()))
                .forEach(group -> marks.add(MarkRows.Mark.of(rule, group, window.from())));
        MarkRows.add(statements, marks);
        InvestigationRows.markAt(statements, rule.id(), window.from());
    }

    private static void near(Statements statements, Rule rule, Region region, SortedSet<Instant> times) {
        var to = region.to() == null ? Evaluators.EVER.to() : region.to();
        var marked = times.subSet(region.from(), to);
        if (marked.isEmpty()) {
            return;
        }
        var marks = new LinkedHashSet<MarkRows.Mark>();
        var from = Evaluators.limited(region.from().minus(Reach.rolling(rule.definition())));
        for (var group : groups(statements, rule, new TimeSpan(from, to))) {
            // No further apart than what is judged as one region.
            for (var time = marked.first();
                    time.isBefore(marked.last());
                    time = time.plus(Reach.rolling(rule.definition()))) {
                marks.add(MarkRows.Mark.of(rule, group, time));
            }
            marks.add(MarkRows.Mark.of(rule, group, marked.last()));
        }
        MarkRows.add(statements, marks);
        InvestigationRows.markMeeting(statements, rule.id(), region);
    }

    private static Set<Group> groups(Statements statements, Rule rule, TimeSpan between) {
        var groups = new LinkedHashSet<Group>();
        GroupIncidents.selected(statements, rule, between, incident -> groups.addAll(rule.groupsOf(incident)));
        return groups;
    }
}
