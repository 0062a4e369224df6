package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.investigation.EvidenceDigest;
import dev.recur.analysis.investigation.Headline;
import dev.recur.analysis.investigation.InvestigationView;
import dev.recur.analysis.investigation.Judgement;
import dev.recur.analysis.investigation.Standing;
import dev.recur.analysis.investigation.postgres.MarkRows.Marked;
import dev.recur.analysis.metrics.AnalysisMetrics;
import dev.recur.analysis.postgres.Locks;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Evaluation;
import dev.recur.analysis.rule.Evaluator;
import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.RulesConfig;
import dev.recur.analysis.rule.Stretch;
import dev.recur.analysis.rule.postgres.GroupIncidents;
import dev.recur.analysis.rule.postgres.RuleRows;
import dev.recur.wire.investigation.Investigation.Transition;
import dev.recur.wire.investigation.InvestigationEvent;
import dev.recur.wire.investigation.Status;
import dev.recur.wire.report.Identity;
import dev.recur.wire.window.CalendarUnit;
import dev.recur.wire.window.OrganisationCalendar;
import dev.recur.wire.window.TimeSpan;
import dev.recur.wire.window.Window;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * Judges one marked group in one transaction: takes the group's lock, deletes its marks, and only then reads. Whatever
 * is committed after that has marks of its own. What the judgement tells is in the outbox with it, so that an
 * investigation is opened exactly once, through a crash at any line and with any number of instances.
 */
@ApplicationScoped
public class JudgeTransaction {

    private final Transactions transactions;
    private final OrganisationCalendar calendar;
    private final RulesConfig config;
    private final Clock clock;
    private final AnalysisMetrics metrics;

    JudgeTransaction(
            Transactions transactions,
            OrganisationCalendar calendar,
            RulesConfig config,
            Clock clock,
            AnalysisMetrics metrics) {
        this.metrics = metrics;
        this.transactions = transactions;
        this.calendar = calendar;
        this.config = config;
        this.clock = clock;
    }

    /** Judges; false when another instance has the group, which will be judged there. */
    public boolean judge(Marked marked) {
        var groupKey = marked.groupKey();
        return transactions.run(statements -> {
            Locks.rulesShared(statements);
            if (!Locks.tryGroup(statements, marked.ruleId(), String.valueOf(groupKey))) {
                return false;
            }
            if (groupKey == null) {
                markGroups(statements, marked);
                return true;
            }
            var times = MarkRows.take(statements, marked.ruleId(), groupKey);
            RuleRows.enabled(statements, marked.ruleId())
                    .ifPresent(rule -> judge(statements, rule, Group.ofKey(groupKey), times));
            return true;
        });
    }

    /** A rule that changed is judged in every window that has not ended. */
    private void markGroups(Statements statements, Marked marked) {
        if (!MarkRows.takeWholeRule(statements, marked.ruleId())) {
            return;
        }
        RuleRows.enabled(statements, marked.ruleId()).ifPresent(rule -> {
            var now = clock.instant();
            var from = calendar.spanAt(unit(rule), now)
                    .from()
                    .minus(rule.definition().mergeWithin());
            var marks = new MarkRows.Marks(List.of(rule), List.of());
            GroupIncidents.since(statements, rule, from).forEach(incident -> marks.add(null, incident));
            MarkRows.add(statements, marks);
            InvestigationRows.markRunning(statements, rule.id(), now);
        });
    }

    private void judge(Statements statements, Rule rule, Group group, SortedSet<Instant> times) {
        if (!group.values().keySet().equals(Set.copyOf(rule.definition().groupBy()))) {
            InvestigationRows.freeze(statements, rule.id(), group.key(), null);
            return;
        }
        InvestigationRows.freeze(
                statements, rule.id(), group.key(), rule.definition().window());
        var windows = windows(rule, times);
        for (var window : windows) {
            judge(statements, rule, group, window);
        }
        InvestigationRows.silence(statements, rule.id(), group.key(), times, windows);
    }

    /** A changed incident may begin, or end, the occurrence that the next incident within {@code mergeWithin} is of. */
    private Set<TimeSpan> windows(Rule rule, SortedSet<Instant> times) {
        var windows = new LinkedHashSet<TimeSpan>();
        var unit = unit(rule);
        for (var time : times) {
            var reach = time.plus(rule.definition().mergeWithin());
            for (var span = calendar.spanAt(unit, time);
                    !span.from().isAfter(reach);
                    span = calendar.shift(unit, span, 1)) {
                windows.add(span);
            }
        }
        return windows;
    }

    private void judge(Statements statements, Rule current, Group group, TimeSpan window) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var standing = InvestigationRows.find(
                statements, current.id(), group.key(), current.definition().window(), window.from());
        var endedBeforeRule = !window.to().isAfter(current.activeFrom());
        if (endedBeforeRule && standing.isEmpty()) {
            return;
        }
        var rule = endedBeforeRule
                ? standing.map(before -> InvestigationRows.ruleOf(statements, before))
                        .orElse(current)
                : current;
        var evaluation = Evaluator.evaluate(rule, GroupIncidents.forWindow(statements, rule, group, window), window);
        var holds = holds(statements, rule, group, window, evaluation, now);
        if (standing.isEmpty() && !holds) {
            return;
        }
        var level = level(rule, evaluation);
        var next = next(rule, group, window, evaluation, standing, level, now);
        var judgement = standing.map(before -> Judgement.revise(before, next, holds, level, now))
                .orElseGet(() -> Judgement.open(next));
        if (standing.filter(judgement.next()::equals).isEmpty()) {
            store(statements, rule, judgement, evaluation, now);
        }
    }

    /** Whether the group deserves an investigation by everything that is known now. */
    private boolean holds(
            Statements statements, Rule rule, Group group, TimeSpan window, Evaluation evaluation, Instant now) {
        return evaluation.isMet()
                && evaluation.evidence().stream().anyMatch(incident -> !incident.backfilled())
                && (window.to().isAfter(now)
                        || OnTime.isMet(
                                statements, rule, group, window, window.to().plus(config.lateness())));
    }

    /** Episodes of rolling windows are refused where rules are edited until they are judged here. */
    private static CalendarUnit unit(Rule rule) {
        return switch (rule.definition().window()) {
            case Window.Calendar(CalendarUnit unit) -> unit;
            case Window.Rolling rolling -> throw new IllegalStateException(rolling.text());
        };
    }

    private static BigDecimal level(Rule rule, Evaluation evaluation) {
        return rule.definition().escalateAt().stream()
                .filter(level -> evaluation.observed().compareTo(level) >= 0)
                .max(BigDecimal::compareTo)
                .orElse(BigDecimal.ZERO);
    }

    private Standing next(
            Rule rule,
            Group group,
            TimeSpan window,
            Evaluation evaluation,
            Optional<Standing> before,
            BigDecimal level,
            Instant now) {
        var definition = rule.definition();
        var crossedAt = Optional.ofNullable(evaluation.crossedAt())
                .or(() -> before.map(Standing::crossedAt))
                .orElse(now);
        var stretch = new Stretch(definition.window(), window.from(), window.to());
        return new Standing(
                before.map(Standing::id)
                        .orElseGet(() -> Identity.named(
                                "investigation",
                                rule.id().toString(),
                                group.key(),
                                definition.window().text(),
                                window.from().toString())),
                rule.id(),
                definition.name(),
                rule.version(),
                group,
                stretch,
                before.map(Standing::status).orElse(Status.OPEN),
                Headline.of(
                        definition,
                        group,
                        new Headline.Seen(
                                evaluation.observed(), evaluation.evidence().size(), evaluation.isMet()),
                        stretch,
                        calendar,
                        now),
                definition.priority(),
                definition.condition().threshold(),
                evaluation.observed(),
                crossedAt,
                before.map(Standing::openedAt).orElse(now),
                now,
                before.map(Standing::belowThreshold).orElse(false),
                evaluation.evidence().size(),
                EvidenceDigest.of(evaluation.evidence()),
                before.map(Standing::escalatedTo).orElse(level),
                before.map(Standing::toldAt).orElse(now),
                before.map(Standing::updateDueAt).orElse(null),
                before.map(Standing::sequence).orElse(0L),
                before.map(Standing::work).orElse(Standing.Work.NONE));
    }

    private void store(Statements statements, Rule rule, Judgement judgement, Evaluation evaluation, Instant now) {
        var event = judgement.event();
        var next = event == null ? judgement.next() : judgement.next().told(now);
        InvestigationRows.save(statements, next);
        var step = judgement.transition();
        if (step != null) {
            var by = "rule " + rule.definition().name() + " v" + rule.version();
            InvestigationRows.addTransition(
                    statements, next.id(), new Transition(step.from(), step.to(), now, by, judgement.change()));
        }
        if (event != null) {
            var view = InvestigationView.of(
                    next,
                    evaluation.evidence(),
                    InvestigationEvent.MOST_EVIDENCE,
                    WindowsBefore.of(statements, calendar, rule, next.group(), next.stretch()),
                    InvestigationRows.transitions(statements, next.id()));
            metrics.told(event.wireName());
            OutboxRows.add(statements, new InvestigationEvent(event, judgement.change(), next.sequence(), view), now);
        }
    }
}
