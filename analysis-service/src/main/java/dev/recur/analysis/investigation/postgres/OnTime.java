package dev.recur.analysis.investigation.postgres;

import static dev.recur.analysis.rule.postgres.Evaluators.EVER;

import dev.recur.analysis.incident.Derivation;
import dev.recur.analysis.incident.Incident;
import dev.recur.analysis.incident.postgres.DerivationRows;
import dev.recur.analysis.incident.postgres.ReportRows;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Condition;
import dev.recur.analysis.rule.Counted;
import dev.recur.analysis.rule.Episode;
import dev.recur.analysis.rule.Evaluator;
import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Reach;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.postgres.Evaluators;
import dev.recur.analysis.rule.postgres.GroupIncidents;
import dev.recur.wire.report.Report;
import dev.recur.wire.window.OrganisationCalendar;
import dev.recur.wire.window.TimeSpan;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a condition was met by the reports that came in time: later ones only count. That asks what was known then, so
 * incidents that a late report has since taken out of the group are in it again.
 */
final class OnTime {

    private static final int ATTEMPTS = 3;

    private OnTime() {}

    /** Whether the window met it by what was recorded before the deadline. */
    static boolean isMet(
            Statements statements,
            Rule rule,
            Group group,
            OrganisationCalendar calendar,
            TimeSpan window,
            Instant deadline) {
        var earlier = Reach.earlier(rule.definition(), calendar, window);
        return evaluator(statements, rule, group, Evaluators.reach(rule, earlier, window), deadline)
                .window(window, earlier)
                .isMet();
    }

    /** Whether some of an episode that has ended was one by what was recorded before the deadline. */
    static boolean isMet(
            Statements statements,
            Rule rule,
            Group group,
            Episode episode,
            Instant end,
            Instant deadline,
            Instant now) {
        var from = episode.crossedAt();
        var back = Reach.rolling(rule.definition());
        for (int attempt = 0; ; attempt++) {
            var span = new TimeSpan(attempt < ATTEMPTS ? Evaluators.limited(from.minus(back)) : EVER.from(), end);
            var then = evaluator(statements, rule, group, span, deadline).episodes(from, now);
            var isSilence = rule.definition().condition() instanceof Condition.Silence;
            if (!isSilence || !then.isCut() || attempt == ATTEMPTS) {
                return then.all().stream().anyMatch(one -> one.crossedAt().isBefore(end));
            }
            // Silent since when? There has to have been something before.
            back = back.multipliedBy(8);
        }
    }

    private static Evaluator evaluator(Statements statements, Rule rule, Group group, TimeSpan span, Instant deadline) {
        var derivation = DerivationRows.current(statements);
        var counted = ReportRows.of(statements, GroupIncidents.ever(statements, rule, group, span)).values().stream()
                .map(reports -> asOfDeadline(reports, deadline, derivation))
                .flatMap(Stream::ofNullable)
                .filter(incident ->
                        rule.definition().comparesGroups() ? rule.selects(incident) : rule.isIn(group, incident))
                .map(incident -> Counted.of(rule, group, incident))
                .toList();
        return Evaluators.of(statements, rule, group, counted, span);
    }

    private static @Nullable Incident asOfDeadline(List<Report> reports, Instant deadline, Derivation derivation) {
        var onTime = reports.stream()
                .filter(report -> report.recordedAt().isBefore(deadline))
                .toList();
        return onTime.isEmpty() ? null : derivation.fold(onTime);
    }
}
