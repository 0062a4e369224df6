package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.investigation.InvestigationView;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.wire.investigation.Investigation.Evidence;
import dev.recur.wire.json.WireName;
import dev.recur.wire.report.Kind;
import dev.recur.wire.report.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Incidents as evidence shows them, which is little of their documents. */
final class EvidenceRows {

    /** Each looked up in its own partition: by {@code any($1)} all are looked for in every one. */
    private static final String BY_ID = """
            select i.* from unnest($1::uuid[]) as n (id)
            cross join lateral (
                select incident_id, document->>'title' as title, kind, severity, time
                from incident where incident_id = n.id offset 0) as i
            order by i.time, i.incident_id""";

    private EvidenceRows() {}

    /** In the order of time. */
    static List<Evidence> of(Statements statements, Collection<UUID> ids) {
        var evidence = new ArrayList<Evidence>();
        if (!ids.isEmpty()) {
            for (var row : statements.run(BY_ID, (Object) ids.toArray(UUID[]::new))) {
                evidence.add(InvestigationView.evidence(
                        row.getUUID("incident_id"),
                        row.getString("title"),
                        WireName.find(Kind.class, row.getString("kind")).orElseThrow(),
                        WireName.find(Severity.class, row.getString("severity")).orElseThrow(),
                        Times.get(row, "time")));
            }
        }
        return evidence;
    }
}
