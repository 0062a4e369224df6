package dev.recur.analysis.incident.postgres;

import dev.recur.analysis.audit.Action;
import dev.recur.analysis.audit.postgres.AuditRows;
import dev.recur.analysis.postgres.Locks;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.taxonomy.Aliases;
import dev.recur.analysis.taxonomy.Taxonomy;
import dev.recur.analysis.taxonomy.Taxonomy.Axis;
import dev.recur.analysis.taxonomy.TaxonomyJson;
import dev.recur.analysis.taxonomy.postgres.TaxonomyRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * The taxonomy as people edit it. A change waits for the batches in flight and lets none begin until it is committed; the
 * incidents whose values count as others by it are folded anew soon, in the background.
 */
@ApplicationScoped
public class TaxonomyEdits {

    private final Transactions transactions;
    private final Clock clock;

    TaxonomyEdits(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    public Taxonomy current() {
        return transactions.read(TaxonomyRows::current);
    }

    /**
     * Makes a new version.
     *
     * @param check throws unless the version is the one that the caller edited
     */
    public Taxonomy change(LongConsumer check, List<Axis> dimensions, String by) {
        return transactions.run(statements -> {
            Locks.rulesExclusively(statements);
            var before = TaxonomyRows.current(statements);
            check.accept(before.version());
            var now = new Taxonomy(before.version() + 1, dimensions);
            var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
            TaxonomyRows.add(statements, now, at);
            AuditRows.add(
                    statements,
                    AuditRows.entry(
                            at,
                            by,
                            Action.TAXONOMY_CHANGED,
                            "taxonomy",
                            TaxonomyJson.write(before),
                            TaxonomyJson.write(now)));
            DerivationRows.changed(statements);
            refold(statements, before, now);
            return now;
        });
    }

    private static void refold(Statements statements, Taxonomy before, Taxonomy now) {
        var names = new TreeSet<String>();
        Stream.of(before, now)
                .flatMap(taxonomy -> taxonomy.dimensions().stream())
                .map(Axis::name)
                .forEach(names::add);
        var old = Aliases.of(before);
        var next = Aliases.of(now);
        if (!names.stream().allMatch(name -> old.sameClosed(name, next))) {
            // which values a closed dimension takes in cannot be said without looking
            RefoldRows.addAll(statements);
            return;
        }
        for (var name : names) {
            old.changed(name, next).forEach(value -> RefoldRows.addTagged(statements, name, value));
        }
        // Which markers are about something else is another question by other values.
        RefoldRows.addAfterMarkers(
                statements,
                names.stream()
                        .filter(name -> !old.changed(name, next).isEmpty())
                        .toList());
    }
}
