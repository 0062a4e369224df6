package dev.recur.analysis.intake.postgres;

import dev.recur.analysis.count.Contribution;
import dev.recur.analysis.count.postgres.CountRows;
import dev.recur.analysis.incident.Fold;
import dev.recur.analysis.incident.Incident;
import dev.recur.analysis.incident.postgres.IncidentRows;
import dev.recur.analysis.incident.postgres.ReportRows;
import dev.recur.analysis.investigation.postgres.MarkRows;
import dev.recur.analysis.postgres.Locks;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.postgres.RuleRows;
import dev.recur.wire.report.Report;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;

/**
 * Takes a batch of reports in, in one transaction: the reports, the incidents that they fold to, their tags, the change
 * of counts, and the marks of the groups to judge. Taking the same reports again changes nothing.
 */
@ApplicationScoped
public class BatchTransaction {

    private final Transactions transactions;
    private final Clock clock;

    BatchTransaction(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Returns how many incidents changed. */
    public int take(Collection<Report> reports) {
        while (true) {
            try {
                return transactions.run(statements -> take(statements, reports));
            } catch (IncidentRows.WrittenMeanwhile e) {
                // The other batch is committed by now, so that its incidents are found and locked next time.
            }
        }
    }

    private int take(Statements statements, Collection<Report> reports) {
        Locks.rulesShared(statements);
        var changedIds = ReportRows.add(statements, reports);
        if (changedIds.isEmpty()) {
            return 0;
        }
        var before = IncidentRows.lock(statements, changedIds);
        // Only after the lock: what another batch reported of the same incidents is visible now.
        List<Incident> now = ReportRows.of(statements, changedIds).values().stream()
                .map(Fold::of)
                .toList();
        var contribution = new Contribution();
        var marks = new MarkRows.Marks(RuleRows.enabled(statements));
        for (var incident : now) {
            var old = before.get(incident.incidentId());
            contribution.change(old, incident);
            marks.add(old, incident);
        }
        IncidentRows.write(statements, before, now, clock.instant().truncatedTo(ChronoUnit.MICROS));
        CountRows.change(statements, contribution);
        MarkRows.add(statements, marks);
        return now.size();
    }
}
