package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.investigation.Finding;
import dev.recur.analysis.investigation.Standing;
import dev.recur.analysis.postgres.Transactions.Statements;
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
import java.util.HashSet;
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

    CalendarJudge(OrganisationCalendar calendar, RulesConfig config, Verdicts verdicts) {
        this.calendar = calendar;
        this.config = config;
        this.verdicts = verdicts;
    }

    /**
     * Judges.
     *
     * @param standing what the rule has opened for the group in windows like those that it has now
     */
    void judge(
            Statements statements,
            Rule current,
            Group group,
            List<Standing> standing,
            SortedSet<Instant> times,
            Instant now) {
        var judged = new HashSet<TimeSpan>();
        for (var before : standing) {
            if (isKept(current, before)) {
                var window = calendar.spanAt(
                        Reach.unit(current.definition()), before.stretch().from());
                var rule = InvestigationRows.ruleOf(statements, before);
                if (window.from().equals(before.stretch().from())
                        && times.stream().anyMatch(time -> reaches(rule, time, window))) {
                    judged.add(window);
                    judge(statements, rule, group, window, Optional.of(before), now);
                }
            }
        }
        for (var time : times) {
            for (var window : Reach.windows(current.definition(), calendar, time)) {
                if (window.to().isAfter(current.activeFrom()) && judged.add(window)) {
                    judge(statements, current, group, window, find(standing, window), now);
                }
            }
        }
        if (standing.stream().anyMatch(one -> one.updateDueAt() != null)) {
            InvestigationRows.silence(statements, current.id(), group.key(), times, judged);
        }
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

    private void judge(
            Statements statements, Rule rule, Group group, TimeSpan window, Optional<Standing> standing, Instant now) {
        var evaluation = Evaluators.window(statements, rule, group, calendar, window);
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
        if (standing.isPresent()) {
            verdicts.revise(statements, standing.get(), finding, holds, Optional.empty(), now);
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
