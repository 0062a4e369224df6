package dev.recur.analysis.rule.postgres;

import dev.recur.analysis.incident.Described;
import dev.recur.analysis.incident.postgres.DerivationRows;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Counted;
import dev.recur.analysis.rule.CountedIncidents;
import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Preview;
import dev.recur.analysis.rule.Reach;
import dev.recur.analysis.rule.Rule;
import dev.recur.wire.window.OrganisationCalendar;
import dev.recur.wire.window.TimeSpan;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs rules over what is stored, in one pass. */
@ApplicationScoped
public class Previews {

    private final Transactions transactions;
    private final OrganisationCalendar calendar;
    private final Clock clock;

    Previews(Transactions transactions, OrganisationCalendar calendar, Clock clock) {
        this.transactions = transactions;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** What the rule would have opened by crossings in that time. */
    public Preview of(Rule rule, TimeSpan crossed) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return transactions.read(statements -> {
            var aliases = DerivationRows.current(statements).aliases();
            return of(statements, ResolvedRule.of(rule, aliases), crossed, now);
        });
    }

    private Preview of(Statements statements, Rule rule, TimeSpan crossed, Instant now) {
        var span = read(rule, crossed);
        var history = new History(rule, crossed);
        GroupIncidents.selected(statements, rule, span, history::add);
        var markers = Evaluators.markers(statements, rule, span);
        var patterns = history.groups().stream()
                .flatMap(group -> Preview.of(rule, group, history.counted(group), markers, calendar, crossed, now))
                .toList();
        return new Preview(history.evaluated, history.evaluatedGroups.size(), patterns);
    }

    /** All that decides about windows and episodes that cross in that time, these whole. */
    private TimeSpan read(Rule rule, TimeSpan crossed) {
        var definition = rule.definition();
        if (definition.rolling().isPresent()) {
            var from = crossed.from().minusNanos(1000).minus(Reach.rolling(definition));
            return new TimeSpan(Evaluators.limited(from), Evaluators.EVER.to());
        }
        var unit = Reach.unit(definition);
        var first = calendar.spanAt(unit, crossed.from());
        var last = calendar.spanAt(unit, crossed.to().minusNanos(1000));
        var from = Reach.earlier(definition, calendar, first).minus(definition.mergeWithin());
        return new TimeSpan(Evaluators.limited(from), Evaluators.limited(last.to()));
    }

    /** What was read, by group. */
    private static final class History {
        private final Rule rule;
        private final TimeSpan crossed;
        private final Map<Group, List<Counted>> byGroup = new HashMap<>();
        private final Map<List<List<String>>, List<Group>> groupsOfValues = new HashMap<>();
        private final List<Described> all = new ArrayList<>();
        private final Set<Group> evaluatedGroups = new HashSet<>();
        private long evaluated;

        History(Rule rule, TimeSpan crossed) {
            this.rule = rule;
            this.crossed = crossed;
        }

        void add(Described incident) {
            var groups = groups(incident);
            if (crossed.contains(incident.time())) {
                evaluated++;
                evaluatedGroups.addAll(groups);
            }
            if (rule.definition().comparesGroups()) {
                all.add(incident);
                groups.forEach(group -> byGroup.putIfAbsent(group, List.of()));
                return;
            }
            var counted = Counted.of(rule.definition().condition(), true, incident);
            for (var group : groups) {
                byGroup.computeIfAbsent(group, added -> new ArrayList<>()).add(counted);
            }
        }

        /** Incidents with the same values are in the same groups. */
        private List<Group> groups(Described incident) {
            var values =
                    rule.definition().groupBy().stream().map(incident::valuesOf).toList();
            return groupsOfValues.computeIfAbsent(values, first -> rule.groupsOf(incident));
        }

        Set<Group> groups() {
            return byGroup.keySet();
        }

        /** For its share of everything a group is counted among all. */
        CountedIncidents counted(Group group) {
            return CountedIncidents.copyOf(
                    rule.definition().comparesGroups()
                            ? all.stream()
                                    .map(incident -> Counted.of(rule, group, incident))
                                    .toList()
                            : byGroup.getOrDefault(group, List.of()));
        }
    }
}
