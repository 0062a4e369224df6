package dev.recur.analysis.incident.postgres;

import dev.recur.analysis.incident.Incident;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.wire.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Single incidents, for whoever looks at one. */
public final class IncidentReads {

    private IncidentReads() {}

    public static Optional<Incident> find(Statements statements, UUID id) {
        var rows = statements.run("select document::text from incident where incident_id = $1", id);
        return rows.rowCount() == 0
                ? Optional.empty()
                : Optional.of(IncidentJson.read(rows.iterator().next().getString(0)));
    }

    /** Its reports, in the order in which they are folded. */
    public static List<Report> reports(Statements statements, UUID id) {
        var reports = new ArrayList<Report>();
        for (var row : statements.run(
                "select " + ReportRows.COLUMNS + " from report where incident_id = $1"
                        + " order by as_of, recorded_at, report_id",
                id)) {
            reports.add(ReportRows.report(row));
        }
        return reports;
    }
}
