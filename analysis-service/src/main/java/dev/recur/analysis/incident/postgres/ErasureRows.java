package dev.recur.analysis.incident.postgres;

import dev.recur.analysis.incident.Erasure;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.wire.report.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/** Incidents of which nothing that may be about a person is kept. */
public final class ErasureRows {

    private ErasureRows() {}

    public static void add(Statements statements, UUID incidentId, Instant at) {
        statements.run(
                "insert into erasure (incident_id, erased_at) values ($1, $2)"
                        + " on conflict (incident_id) do update set erased_at = excluded.erased_at, republished = false",
                incidentId,
                Times.toSql(at));
    }

    /** The same reports, those of erased incidents without what was erased. */
    public static Collection<Report> apply(Statements statements, Collection<Report> reports) {
        var any = statements
                .run("select exists (select from erasure)")
                .iterator()
                .next()
                .getBoolean(0);
        if (!any) {
            return reports;
        }
        var erased = new HashSet<UUID>();
        for (var row : statements.run("select incident_id from erasure where incident_id = any($1)", (Object)
                reports.stream().map(Report::incidentId).distinct().toArray(UUID[]::new))) {
            erased.add(row.getUUID(0));
        }
        return reports.stream()
                .map(report -> erased.contains(report.incidentId()) ? Erasure.of(report) : report)
                .toList();
    }

    /** Erased incidents whose reports are not published anew yet. */
    public static List<UUID> waiting(Statements statements, int most) {
        var waiting = new ArrayList<UUID>();
        for (var row : statements.run(
                "select incident_id from erasure where not republished order by erased_at limit $1", most)) {
            waiting.add(row.getUUID(0));
        }
        return waiting;
    }

    public static void republished(Statements statements, UUID incidentId) {
        statements.run("update erasure set republished = true where incident_id = $1", incidentId);
    }
}
