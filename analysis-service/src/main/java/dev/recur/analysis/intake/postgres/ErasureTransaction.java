package dev.recur.analysis.intake.postgres;

import dev.recur.analysis.audit.Action;
import dev.recur.analysis.audit.postgres.AuditRows;
import dev.recur.analysis.incident.Erasure;
import dev.recur.analysis.incident.postgres.ErasureRows;
import dev.recur.analysis.incident.postgres.IncidentRows;
import dev.recur.analysis.incident.postgres.ReportRows;
import dev.recur.analysis.intake.PersonalData;
import dev.recur.analysis.investigation.postgres.Judge;
import dev.recur.analysis.investigation.postgres.OutboxErasure;
import dev.recur.analysis.postgres.Locks;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.RulesConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Erases in one transaction, alone: a batch in flight is either erased with everything else or finds it erased. */
@ApplicationScoped
class ErasureTransaction implements PersonalData {

    private final Transactions transactions;
    private final RulesConfig config;
    private final Clock clock;
    private final Judge judge;

    ErasureTransaction(Transactions transactions, RulesConfig config, Clock clock, Judge judge) {
        this.transactions = transactions;
        this.config = config;
        this.clock = clock;
        this.judge = judge;
    }

    @Override
    public boolean erase(UUID incidentId, String by) {
        var erased = transactions.run(statements -> erase(statements, incidentId, by));
        judge.wake();
        return erased;
    }

    private boolean erase(Statements statements, UUID incidentId, String by) {
        Locks.rulesExclusively(statements);
        var before = IncidentRows.lock(statements, List.of(incidentId));
        if (before.isEmpty()) {
            return false;
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ErasureRows.add(statements, incidentId, now);
        var reports = ReportRows.of(statements, List.of(incidentId)).getOrDefault(incidentId, List.of()).stream()
                .map(Erasure::of)
                .toList();
        ReportRows.replaceAll(statements, reports);
        var changes = IncidentChanges.of(statements, config.lateness(), before);
        changes.fold(Map.of(incidentId, reports), Map.of());
        changes.write(statements, now);
        OutboxErasure.erase(statements, incidentId);
        // of what is to be forgotten the log says only that it was
        AuditRows.add(
                statements,
                AuditRows.entry(now, by, Action.PERSONAL_DATA_ERASED, "incident/" + incidentId, null, null));
        return true;
    }
}
