package dev.recur.analysis.intake.postgres;

import static java.util.stream.Collectors.groupingBy;

import dev.recur.analysis.incident.postgres.ErasureRows;
import dev.recur.analysis.incident.postgres.IncidentRows;
import dev.recur.analysis.incident.postgres.ReportRows;
import dev.recur.analysis.incident.postgres.ReportRows.Added;
import dev.recur.analysis.incident.postgres.TraceRows;
import dev.recur.analysis.intake.TracedReport;
import dev.recur.analysis.metrics.AnalysisMetrics;
import dev.recur.analysis.postgres.Locks;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.RulesConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Takes a batch of reports in, in one transaction: the reports, the incidents that they fold to, their tags, the change
 * of counts, and the marks of the groups to judge. Taking the same reports again changes nothing.
 */
@ApplicationScoped
public class BatchTransaction {

    private final Transactions transactions;
    private final RulesConfig config;
    private final Clock clock;
    private final AnalysisMetrics metrics;

    BatchTransaction(Transactions transactions, RulesConfig config, Clock clock, AnalysisMetrics metrics) {
        this.transactions = transactions;
        this.config = config;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Returns how many incidents changed. */
    public int take(Collection<TracedReport> reports) {
        while (true) {
            try {
                return metrics.batch(() -> transactions.run(statements -> take(statements, reports)));
            } catch (IncidentRows.WrittenMeanwhile e) {
                metrics.batchWrittenMeanwhile();
                // The other batch is committed by now, so that its incidents are found and locked next time.
            }
        }
    }

    private int take(Statements statements, Collection<TracedReport> traced) {
        Locks.rulesShared(statements);
        var reports = traced.stream().map(TracedReport::report).toList();
        var added = ReportRows.add(statements, ErasureRows.apply(statements, reports)).stream()
                .collect(groupingBy(Added::incidentId));
        if (added.isEmpty()) {
            return 0;
        }
        var before = IncidentRows.lock(statements, added.keySet());
        // Only after the lock: what another batch reported of the same incidents is visible now.
        var reportsOf = ReportRows.of(statements, before.keySet());
        added.forEach((id, ofIncident) -> reportsOf.computeIfAbsent(
                // Of an incident that is not stored these are all, or another batch is writing it and this one fails.
                id, unknown -> ofIncident.stream().map(Added::report).toList()));
        var changes = IncidentChanges.of(statements, config.lateness(), before);
        changes.fold(reportsOf, added);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        TraceRows.put(statements, traces(traced, added.keySet()), now);
        return changes.write(statements, now);
    }

    private static SortedMap<UUID, String> traces(Collection<TracedReport> reports, Set<UUID> incidentIds) {
        var traces = new TreeMap<UUID, String>();
        for (var report : reports) {
            var traceparent = report.traceparent();
            if (traceparent != null && incidentIds.contains(report.report().incidentId())) {
                traces.put(report.report().incidentId(), traceparent);
            }
        }
        return traces;
    }
}
