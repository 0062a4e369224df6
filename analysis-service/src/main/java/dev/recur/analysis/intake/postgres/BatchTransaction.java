package dev.recur.analysis.intake.postgres;

import static java.util.stream.Collectors.groupingBy;

import dev.recur.analysis.count.Contribution;
import dev.recur.analysis.count.postgres.CountRows;
import dev.recur.analysis.incident.EarlierFolds;
import dev.recur.analysis.incident.Fold;
import dev.recur.analysis.incident.FormerTags;
import dev.recur.analysis.incident.FormerTags.Former;
import dev.recur.analysis.incident.Incident;
import dev.recur.analysis.incident.postgres.FormerTagRows;
import dev.recur.analysis.incident.postgres.IncidentRows;
import dev.recur.analysis.incident.postgres.ReportRows;
import dev.recur.analysis.incident.postgres.ReportRows.Added;
import dev.recur.analysis.investigation.postgres.MarkRows;
import dev.recur.analysis.metrics.AnalysisMetrics;
import dev.recur.analysis.postgres.Locks;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.RulesConfig;
import dev.recur.analysis.rule.postgres.RuleRows;
import dev.recur.wire.report.Report;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
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
    public int take(Collection<Report> reports) {
        while (true) {
            try {
                return metrics.batch(() -> transactions.run(statements -> take(statements, reports)));
            } catch (IncidentRows.WrittenMeanwhile e) {
                metrics.batchWrittenMeanwhile();
                // The other batch is committed by now, so that its incidents are found and locked next time.
            }
        }
    }

    private int take(Statements statements, Collection<Report> reports) {
        Locks.rulesShared(statements);
        var added = ReportRows.add(statements, reports).stream().collect(groupingBy(Added::incidentId));
        if (added.isEmpty()) {
            return 0;
        }
        var before = IncidentRows.lock(statements, added.keySet());
        // Only after the lock: what another batch reported of the same incidents is visible now.
        var reportsOf = ReportRows.of(statements, added.keySet());
        var now = new ArrayList<Incident>();
        var former = new HashMap<UUID, Set<Former>>();
        var contribution = new Contribution();
        var marks = new MarkRows.Marks(RuleRows.enabled(statements), RuleRows.kept(statements));
        reportsOf.forEach((id, ofIncident) -> {
            var incident = Fold.of(ofIncident);
            var old = before.get(id);
            now.add(incident);
            contribution.change(old, incident);
            marks.add(old, incident);
            if (old != null || ofIncident.size() > 1) {
                var earlier = EarlierFolds.of(ofIncident, config.lateness());
                former.put(id, FormerTags.of(earlier, incident));
                earlier.forEach(marks::add);
                EarlierFolds.of(without(ofIncident, added.getOrDefault(id, List.of())), config.lateness())
                        .forEach(marks::add);
            }
        });
        IncidentRows.write(statements, before, now, clock.instant().truncatedTo(ChronoUnit.MICROS));
        FormerTagRows.write(statements, former);
        CountRows.change(statements, contribution);
        MarkRows.add(statements, marks);
        return now.size();
    }

    /** The reports as they were before these were added. */
    private static List<Report> without(List<Report> reports, List<Added> added) {
        var ids = added.stream().map(Added::reportId).toList();
        var before = new ArrayList<Report>();
        reports.stream().filter(report -> !ids.contains(report.reportId())).forEach(before::add);
        for (var report : added) {
            if (report.replaced() != null) {
                before.add(report.replaced());
            }
        }
        return before;
    }
}
