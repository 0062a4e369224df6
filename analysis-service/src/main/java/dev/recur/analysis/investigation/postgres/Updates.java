package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.investigation.Standing;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a judging changes of investigations that nobody is told of: most of what is judged, and so written together. */
final class Updates {

    private final List<Standing> standing = new ArrayList<>();
    private final List<Object[]> evidence = new ArrayList<>();

    void add(Standing next, List<Counted> itsEvidence) {
        standing.add(next);
        add(next.id(), itsEvidence);
    }

    void add(UUID investigation, List<Counted> itsEvidence) {
        evidence.add(BasisRows.evidence(investigation, itsEvidence));
    }

    void write(Statements statements) {
        var saved = InvestigationRows.askToSave(statements, standing);
        var evidenceSaved = BasisRows.askToSaveEvidence(statements, evidence);
        saved.run();
        evidenceSaved.run();
    }
}
