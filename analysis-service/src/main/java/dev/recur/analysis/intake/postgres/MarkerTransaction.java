package dev.recur.analysis.intake.postgres;

import dev.recur.analysis.incident.postgres.DerivationRows;
import dev.recur.analysis.incident.postgres.RefoldRows;
import dev.recur.analysis.investigation.postgres.MarkRows;
import dev.recur.analysis.marker.postgres.MarkerRows;
import dev.recur.analysis.postgres.Locks;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.wire.marker.Marker;
import dev.recur.wire.window.TimeSpan;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes a batch of markers in, in one transaction, and alone: a batch of reports in flight has either been seen by it or
 * will see the markers. The incidents that come after a marker are folded anew soon. Taking the same markers again changes
 * nothing.
 */
@ApplicationScoped
class MarkerTransaction {

    private final Transactions transactions;

    MarkerTransaction(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Returns how many markers changed. */
    int take(Collection<Marker> markers) {
        return transactions.run(statements -> take(statements, markers));
    }

    private static int take(Statements statements, Collection<Marker> markers) {
        Locks.rulesExclusively(statements);
        var changes = MarkerRows.store(statements, markers);
        if (changes.isEmpty()) {
            return 0;
        }
        DerivationRows.changed(statements);
        var after = DerivationRows.current(statements).after();
        var touched = changes.stream()
                .flatMap(change -> Stream.of(Optional.ofNullable(change.before()), Optional.of(change.now())))
                .flatMap(Optional::stream)
                .toList();
        touched.forEach(marker -> RefoldRows.addAll(
                statements, new TimeSpan(marker.startsAt(), marker.startsAt().plus(after))));
        MarkRows.addMarkers(statements, touched);
        return changes.size();
    }
}
