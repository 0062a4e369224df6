package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.incident.Fold;
import dev.recur.analysis.incident.Incident;
import dev.recur.analysis.incident.postgres.ReportRows;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Evaluator;
import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.postgres.GroupIncidents;
import dev.recur.wire.report.Report;
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

    private OnTime() {}

    static boolean isMet(Statements statements, Rule rule, Group group, TimeSpan window, Instant deadline) {
        var ids = GroupIncidents.everInWindow(statements, rule, group, window);
        var incidents = ReportRows.of(statements, ids).values().stream()
                .map(reports -> asOfDeadline(reports, deadline))
                .flatMap(Stream::ofNullable)
                .filter(incident -> rule.isIn(group, incident))
                .toList();
        return Evaluator.evaluate(rule, incidents, window).isMet();
    }

    private static @Nullable Incident asOfDeadline(List<Report> reports, Instant deadline) {
        var onTime = reports.stream()
                .filter(report -> report.recordedAt().isBefore(deadline))
                .toList();
        return onTime.isEmpty() ? null : Fold.of(onTime);
    }
}
