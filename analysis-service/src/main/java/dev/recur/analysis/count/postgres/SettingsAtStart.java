package dev.recur.analysis.count.postgres;

import dev.recur.analysis.incident.TemporalConfig;
import dev.recur.analysis.incident.ToleranceConfig;
import dev.recur.analysis.incident.postgres.DerivationRows;
import dev.recur.analysis.incident.postgres.RefoldRows;
import dev.recur.analysis.postgres.Locks;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.service.security.StartCheck;
import dev.recur.wire.window.OrganisationCalendar;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Stores what incidents are derived by, as it is configured. Where that changed, every incident is folded anew in the
 * background, and in another zone days and months are summed up anew before anything else happens.
 */
@ApplicationScoped
class SettingsAtStart {

    private static final Logger LOG = Logger.getLogger(SettingsAtStart.class);

    private final Transactions transactions;
    private final OrganisationCalendar calendar;
    private final String configured;

    SettingsAtStart(
            Transactions transactions,
            OrganisationCalendar calendar,
            ToleranceConfig tolerance,
            TemporalConfig temporal) {
        this.transactions = transactions;
        this.calendar = calendar;
        this.configured = DerivationRows.settings(calendar, tolerance.tolerance(), temporal.after());
    }

    void atStart(@Observes @Priority(StartCheck.NEXT + 1) StartupEvent event) {
        transactions.run(this::store);
    }

    private boolean store(Statements statements) {
        Locks.rulesExclusively(statements);
        var stored = DerivationRows.settings(statements);
        if (stored.filter(configured::equals).isPresent()) {
            return false;
        }
        LOG.infof("incidents are derived by %s, before by %s", configured, stored.orElse("nothing"));
        DerivationRows.store(statements, configured);
        RefoldRows.addAll(statements);
        if (stored.map(DerivationRows::zone).filter(calendar.zone()::equals).isEmpty()) {
            Locks.counts(statements);
            GrainRows.putRight(statements, calendar);
        }
        return true;
    }
}
