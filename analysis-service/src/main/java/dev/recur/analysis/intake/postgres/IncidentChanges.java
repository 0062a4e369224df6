package dev.recur.analysis.intake.postgres;

import dev.recur.analysis.count.Contribution;
import dev.recur.analysis.count.postgres.CountRows;
import dev.recur.analysis.incident.Derivation;
import dev.recur.analysis.incident.EarlierFolds;
import dev.recur.analysis.incident.FormerTags;
import dev.recur.analysis.incident.FormerTags.Former;
import dev.recur.analysis.incident.Incident;
import dev.recur.analysis.incident.postgres.DerivationRows;
import dev.recur.analysis.incident.postgres.FormerTagRows;
import dev.recur.analysis.incident.postgres.IncidentRows;
import dev.recur.analysis.incident.postgres.ReportRows.Added;
import dev.recur.analysis.investigation.postgres.MarkRows;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.postgres.RuleRows;
import dev.recur.wire.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What one transaction changes of incidents, whatever gave reason to: their documents and tags, the counts, and the marks
 * of the groups to judge are written from the difference between what is stored and what they are now.
 */
final class IncidentChanges {

    private final Derivation derivation;
    private final Duration lateness;
    private final MarkRows.Marks marks;
    private final Map<UUID, Incident> before;
    private final List<Incident> now = new ArrayList<>();
    private final Map<UUID, Set<Former>> former = new HashMap<>();
    private final Contribution contribution = new Contribution();

    private IncidentChanges(
            Derivation derivation, Duration lateness, MarkRows.Marks marks, Map<UUID, Incident> before) {
        this.derivation = derivation;
        this.lateness = lateness;
        this.marks = marks;
        this.before = before;
    }

    /**
     * Nothing changed yet.
     *
     * @param statements hold the lock on rules: what they are now they are until the end
     * @param before what is stored of the incidents, locked
     */
    static IncidentChanges of(Statements statements, Duration lateness, Map<UUID, Incident> before) {
        var derivation = DerivationRows.ask(statements);
        var enabled = RuleRows.askEnabled(statements);
        var kept = RuleRows.askKept(statements);
        return new IncidentChanges(derivation.get(), lateness, new MarkRows.Marks(enabled.get(), kept.get()), before);
    }

    /** The incidents that these are by now all the reports of. */
    void fold(Map<UUID, List<Report>> reportsOf, Map<UUID, List<Added>> added) {
        reportsOf.forEach((id, reports) -> fold(id, reports, added.getOrDefault(id, List.of())));
    }

    private void fold(UUID id, List<Report> reports, List<Added> added) {
        var old = before.get(id);
        var incident = derivation.fold(reports);
        if (added.isEmpty() && incident.equals(old)) {
            return;
        }
        now.add(incident);
        contribution.change(old, incident);
        marks.add(old, incident);
        if (old != null || reports.size() > 1) {
            var earlier = EarlierFolds.of(reports, lateness, derivation);
            former.put(id, FormerTags.of(earlier, incident));
            earlier.forEach(marks::addFormer);
            if (!added.isEmpty()) {
                EarlierFolds.of(without(reports, added), lateness, derivation).forEach(marks::addFormer);
            }
        }
    }

    /** Writes everything and returns how many incidents changed. */
    int write(Statements statements, Instant changedAt) {
        if (now.isEmpty()) {
            return 0;
        }
        IncidentRows.write(statements, before, now, changedAt);
        FormerTagRows.write(statements, former);
        CountRows.change(statements, contribution);
        MarkRows.add(statements, marks);
        return now.size();
    }

    /** The reports as they were before these were added. */
    private static List<Report> without(List<Report> reports, List<Added> added) {
        var ids = new HashSet<UUID>();
        var before = new ArrayList<Report>();
        for (var report : added) {
            ids.add(report.report().reportId());
            if (report.replaced() != null) {
                before.add(report.replaced());
            }
        }
        reports.stream().filter(report -> !ids.contains(report.reportId())).forEach(before::add);
        return before;
    }
}
