package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.incident.postgres.DerivationRows;
import dev.recur.analysis.investigation.Standing;
import dev.recur.analysis.investigation.postgres.MarkRows.Marked;
import dev.recur.analysis.postgres.Locks;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.postgres.RuleRows;
import dev.recur.wire.window.OrganisationCalendar;
import dev.recur.wire.window.Window;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Judges marked groups in one transaction: takes their locks, deletes their marks, and only then reads. Whatever is
 * committed after that has marks of its own. What the judgements tell is in the outbox with them, so that an investigation
 * is opened exactly once, through a crash at any line and with any number of instances.
 */
@ApplicationScoped
public class JudgeTransaction {

    /** One order for all, so that none waits for another that waits for it: an opening takes a lock of its rule. Those of calendar windows come last. */
    private static final Comparator<Marked> ORDER = Comparator.comparing(Marked::ruleId)
            .thenComparing(Marked::groupKey, Comparator.nullsFirst(Comparator.naturalOrder()));

    private final Transactions transactions;
    private final MarkedRules markedRules;
    private final CalendarJudge calendarJudge;
    private final EpisodeJudge episodeJudge;
    private final JudgeLease lease;
    private final KnownGroups known;
    private final OrganisationCalendar calendar;
    private final Clock clock;

    JudgeTransaction(
            Transactions transactions,
            MarkedRules markedRules,
            CalendarJudge calendarJudge,
            EpisodeJudge episodeJudge,
            JudgeLease lease,
            KnownGroups known,
            OrganisationCalendar calendar,
            Clock clock) {
        this.transactions = transactions;
        this.markedRules = markedRules;
        this.calendarJudge = calendarJudge;
        this.episodeJudge = episodeJudge;
        this.lease = lease;
        this.known = known;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Whether this instance judges: another may not until the transaction ends. */
    public boolean isOurs(Statements statements) {
        return isOurs(lease.ask(statements).get());
    }

    private boolean isOurs(JudgeLease.Hold hold) {
        if (hold != JudgeLease.Hold.STILL) {
            known.forget();
        }
        return hold != JudgeLease.Hold.ANOTHER_JUDGES;
    }

    /** Lets another instance judge. */
    public void giveUp() {
        lease.giveUp();
    }

    /**
     * Judges all of them, or none when it throws.
     *
     * @return how many: none when another instance judges, and not those that somebody works on
     */
    public int judge(List<Marked> marked) {
        try {
            var judged = transactions.run(statements -> judge(statements, marked));
            known.keep();
            return judged;
        } catch (RuntimeException e) {
            known.drop();
            throw e;
        }
    }

    private int judge(Statements statements, List<Marked> marked) {
        var sorted = marked.stream().sorted(ORDER).toList();
        var hold = lease.ask(statements);
        Locks.rulesShared(statements);
        var locks = Locks.askGroups(
                statements,
                sorted.stream().map(Marked::ruleId).toList(),
                sorted.stream().map(one -> String.valueOf(one.groupKey())).toList());
        if (!isOurs(hold.get())) {
            return 0;
        }
        var isLocked = locks.get();
        var ours = IntStream.range(0, isLocked.length)
                .filter(i -> isLocked[i])
                .mapToObj(sorted::get)
                .toList();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ours.stream().filter(one -> one.groupKey() == null).forEach(rule -> {
            if (markedRules.markGroups(statements, rule.ruleId(), now)) {
                known.forget(rule.ruleId());
            }
        });
        var groups = ours.stream().filter(one -> one.groupKey() != null).toList();
        if (!groups.isEmpty()) {
            judge(statements, groups, now);
        }
        return ours.size();
    }

    private void judge(Statements statements, List<Marked> groups, Instant now) {
        var marks = MarkRows.askToTake(statements, groups);
        var derivation = DerivationRows.ask(statements);
        var enabled = RuleRows.askEnabled(
                statements, groups.stream().map(Marked::ruleId).collect(Collectors.toSet()));
        var opened = InvestigationRows.askOfGroups(statements, groups);
        var changed = marks.get();
        known.begin(changed, derivation.get());
        var rules = enabled.get();
        var standing = opened.get();
        var calendarWindows = new ArrayList<CalendarJudge.Asked>();
        for (var marked : groups) {
            var rule = rules.get(marked.ruleId());
            if (rule != null) {
                var group = Group.ofKey(Objects.requireNonNull(marked.groupKey()));
                var ofGroup = standing.getOrDefault(marked, List.of());
                if (isNoGroup(rule, group)) {
                    freeze(statements, rule, group, ofGroup, null);
                    continue;
                }
                var timesOfGroup = changed.getOrDefault(marked, Changed.NOTHING).times();
                // first, as a judging counts anew before what it moves
                ofGroup.forEach(one -> countBefore(statements, rule, one, timesOfGroup));
                var window = rule.definition().window();
                freeze(statements, rule, group, ofGroup, window);
                if (rule.definition().rolling().isPresent()) {
                    episodeJudge.judge(statements, rule, group, timesOfGroup, now);
                } else {
                    var ofWindow = ofGroup.stream()
                            .filter(one -> one.stretch().window().equals(window))
                            .toList();
                    calendarWindows.addAll(calendarJudge.asked(statements, rule, group, ofWindow, timesOfGroup));
                }
            }
        }
        calendarJudge.judge(statements, calendarWindows, now);
    }

    /** What happened before an investigation's window is told with it, and judged by nobody. */
    private void countBefore(Statements statements, Rule current, Standing standing, SortedSet<Instant> times) {
        var rule =
                standing.ruleVersion() == current.version() ? current : InvestigationRows.ruleOf(statements, standing);
        var reach = WindowsBefore.reach(calendar, rule, standing.stretch());
        if (!times.subSet(reach.from(), reach.to()).isEmpty()) {
            BasisRows.saveHistory(
                    statements,
                    standing.id(),
                    WindowsBefore.of(statements, calendar, rule, standing.group(), standing.stretch()));
        }
    }

    /** It groups by something else by now. */
    private static boolean isNoGroup(Rule rule, Group group) {
        return !group.values().keySet().equals(Set.copyOf(rule.definition().groupBy()));
    }

    private static void freeze(
            Statements statements, Rule rule, Group group, List<Standing> standing, @Nullable Window except) {
        if (standing.stream()
                .anyMatch(one ->
                        one.updateDueAt() != null && !one.stretch().window().equals(except))) {
            InvestigationRows.freeze(statements, rule.id(), group.key(), except);
        }
    }
}
