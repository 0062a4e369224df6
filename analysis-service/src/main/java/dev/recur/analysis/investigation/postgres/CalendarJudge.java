package dev.recur.analysis.investigation.postgres;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.recur.analysis.investigation.Finding;
import dev.recur.analysis.investigation.Standing;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Evaluation;
import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Reach;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.RulesConfig;
import dev.recur.analysis.rule.Stretch;
import dev.recur.analysis.rule.postgres.Evaluators;
import dev.recur.wire.report.Identity;
import dev.recur.wire.window.OrganisationCalendar;
import dev.recur.wire.window.TimeSpan;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;

/** Judges a group in the calendar windows that marked times have effect on. */
@ApplicationScoped
class CalendarJudge {

    private final OrganisationCalendar calendar;
    private final RulesConfig config;
    private final Verdicts verdicts;
    private final KnownGroups known;

    CalendarJudge(OrganisationCalendar calendar, RulesConfig config, Verdicts verdicts, KnownGroups known) {
        this.calendar = calendar;
        this.config = config;
        this.verdicts = verdicts;
        this.known = known;
    }

    /** A window to judge a group in, and the investigation that stands for it. */
    record Asked(Rule rule, Group group, TimeSpan window, Optional<Standing> standing) {}

    /**
     * In which windows a group is to be judged, and by which version of the rule.
     *
     * @param standing what the rule has opened for the group in windows like those that it has now
     */
    List<Asked> asked(
            Statements statements, Rule current, Group group, List<Standing> standing, SortedSet<Instant> times) {
        var asked = new LinkedHashMap<TimeSpan, Asked>();
        for (var before : standing) {
            if (isKept(current, before)) {
                var window = calendar.spanAt(
                        Reach.unit(current.definition()), before.stretch().from());
                var rule = InvestigationRows.ruleOf(statements, before);
                if (window.from().equals(before.stretch().from())
                        && times.stream().anyMatch(time -> reaches(rule, time, window))) {
                    asked.put(window, new Asked(rule, group, window, Optional.of(before)));
                }
            }
        }
        for (var time : times) {
            for (var window : Reach.windows(current.definition(), calendar, time)) {
                if (window.to().isAfter(current.activeFrom())) {
                    asked.putIfAbsent(window, new Asked(current, group, window, find(standing, window)));
                }
            }
        }
        if (standing.stream().anyMatch(one -> one.updateDueAt() != null)) {
            InvestigationRows.silence(statements, current.id(), group.key(), times, asked.keySet());
        }
        return List.copyOf(asked.values());
    }

    /** Judges all of them, those of one rule by what is read at once. */
    void judge(Statements statements, List<Asked> all, Instant now) {
        var updates = new Updates();
        var byRule = all.stream().collect(groupingBy(Asked::rule, LinkedHashMap::new, toList()));
        byRule.forEach((rule, asked) -> {
            var evaluations = Evaluators.windows(
                    statements,
                    rule,
                    calendar,
                    asked.stream()
                            .map(one -> new Evaluators.Asked(one.group(), one.window()))
                            .toList(),
                    known::counted);
            for (int i = 0; i < asked.size(); i++) {
                judge(statements, updates, asked.get(i), evaluations.get(i), now);
            }
        });
        updates.write(statements);
    }

    /** One that ended before the rule was changed is judged by the version that it was judged by last. */
    private static boolean isKept(Rule current, Standing standing) {
        return !standing.stretch().isRunning(current.activeFrom());
    }

    private boolean reaches(Rule rule, Instant time, TimeSpan window) {
        return Reach.windows(rule.definition(), calendar, time).contains(window);
    }

    private static Optional<Standing> find(List<Standing> standing, TimeSpan window) {
        return standing.stream()
                .filter(one -> one.stretch().from().equals(window.from()))
                .findFirst();
    }

    private void judge(Statements statements, Updates updates, Asked asked, Evaluation evaluation, Instant now) {
        var rule = asked.rule();
        var group = asked.group();
        var window = asked.window();
        var stretch = new Stretch(rule.definition().window(), window.from(), window.to());
        var finding = Finding.of(rule, group, stretch, evaluation);
        var holds = evaluation.isMet()
                && finding.isNews()
                && (window.to().isAfter(now)
                        || OnTime.isMet(
                                statements,
                                rule,
                                group,
                                calendar,
                                window,
                                window.to().plus(config.lateness())));
        if (asked.standing().isPresent()) {
            verdicts.revise(statements, updates, asked.standing().get(), finding, holds, Optional.empty(), now);
        } else if (holds) {
            verdicts.open(statements, id(finding), finding, now);
        }
    }

    /** The same again for the same window, so that none can be opened twice. */
    private static UUID id(Finding finding) {
        return Identity.named(
                "investigation",
                finding.rule().id().toString(),
                finding.group().key(),
                finding.stretch().window().text(),
                finding.stretch().from().toString());
    }
}
