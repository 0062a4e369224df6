package dev.recur.analysis.intake.postgres;

import dev.recur.analysis.investigation.postgres.MarkRows;
import dev.recur.analysis.marker.postgres.MarkerRows;
import dev.recur.analysis.postgres.Locks;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.wire.marker.Marker;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes a batch of markers in, in one transaction, and alone: a batch of reports in flight has either been seen by it or
 * will see the markers. Taking the same markers again changes nothing.
 */
@ApplicationScoped
class MarkerTransaction {

    private final Transactions transactions;

    MarkerTransaction(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Returns how many markers changed. */
    int take(Collection<Marker> markers) {
        return transactions.run(statements -> {
            Locks.rulesExclusively(statements);
            var changes = MarkerRows.store(statements, markers);
            MarkRows.addMarkers(
                    statements,
                    changes.stream()
                            .flatMap(change ->
                                    Stream.of(Optional.ofNullable(change.before()), Optional.of(change.now())))
                            .flatMap(Optional::stream)
                            .toList());
            return changes.size();
        });
    }
}
