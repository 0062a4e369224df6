package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.investigation.postgres.MarkRows.Marked;
import dev.recur.analysis.postgres.Locks;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.postgres.RuleRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    private final MarkedRules markedRules;
    private final CalendarJudge calendarJudge;
    private final EpisodeJudge episodeJudge;
    private final Clock clock;

    JudgeTransaction(
            Transactions transactions,
            MarkedRules markedRules,
            CalendarJudge calendarJudge,
            EpisodeJudge episodeJudge,
            Clock clock) {
        this.transactions = transactions;
        this.markedRules = markedRules;
        this.calendarJudge = calendarJudge;
        this.episodeJudge = episodeJudge;
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
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            if (groupKey == null) {
                markedRules.markGroups(statements, marked.ruleId(), now);
                return true;
            }
            var times = MarkRows.take(statements, marked.ruleId(), groupKey);
            RuleRows.enabled(statements, marked.ruleId())
                    .ifPresent(rule -> judge(statements, rule, Group.ofKey(groupKey), times, now));
            return true;
        });
    }

    private void judge(Statements statements, Rule rule, Group group, SortedSet<Instant> times, Instant now) {
        if (!group.values().keySet().equals(Set.copyOf(rule.definition().groupBy()))) {
            InvestigationRows.freeze(statements, rule.id(), group.key(), null);
            return;
        }
        InvestigationRows.freeze(
                statements, rule.id(), group.key(), rule.definition().window());
        if (rule.definition().rolling().isPresent()) {
            episodeJudge.judge(statements, rule, group, times, now);
        } else {
            calendarJudge.judge(statements, rule, group, times, now);
        }
    }
}
