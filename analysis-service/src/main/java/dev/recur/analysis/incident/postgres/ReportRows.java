package dev.recur.analysis.incident.postgres;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.analysis.incident.ReportCopies;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import dev.recur.wire.report.FactsReader;
import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportType;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The log of reports: only ever added to, but that of copies of one report the smallest stands. */
public final class ReportRows {

    static final String COLUMNS =
            "incident_id, report_id, type, source, external_id, correlation_key, as_of, recorded_at, reason, facts";

    private static final String ROWS = " from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[],"
            + " $6::text[], $7::timestamptz[], $8::timestamptz[], $9::text[], $10::text[]) as n (" + COLUMNS + ")";

    private static final String ADD = "insert into report (" + COLUMNS + ") select *" + ROWS
            + " on conflict (incident_id, report_id) do nothing returning incident_id, report_id";

    private static final String REPLACE = "update report r set (type, source, external_id, correlation_key, as_of,"
            + " recorded_at, reason, facts) = (n.type, n.source, n.external_id, n.correlation_key, n.as_of,"
            + " n.recorded_at, n.reason, n.facts)" + ROWS
            + " where r.incident_id = n.incident_id and r.report_id = n.report_id";

    private static final String LOCK = "select r.* from report r join unnest($1::uuid[], $2::uuid[]) as n (incident_id,"
            + " report_id) on r.incident_id = n.incident_id and r.report_id = n.report_id"
            + " order by r.incident_id, r.report_id for update of r";

    /** Incident by incident: of a list each partition would look for all of them. */
    private static final String OF = "select r.* from unnest($1::uuid[]) as n (id) cross join lateral (select "
            + COLUMNS + " from report where incident_id = n.id offset 0) as r";

    private ReportRows() {}

    private record Key(UUID incidentId, UUID reportId) {
        static Key of(Report report) {
            return new Key(report.incidentId(), report.reportId());
        }
    }

    /** A report that was added, in the place of a larger copy of it or of none. */
    public record Added(Report report, @Nullable Report replaced) {

        public UUID incidentId() {
            return report.incidentId();
        }
    }

    /** Adds reports in any order, copies among them too, and returns those that say something new. */
    public static List<Added> add(Statements statements, Collection<Report> reports) {
        var standing = new HashMap<Key, Report>(2 * reports.size());
        for (var report : reports) {
            standing.merge(Key.of(report), report, ReportCopies::standing);
        }
        // One order for all transactions, so that none waits for another that waits for it.
        var rows = standing.values().stream()
                .sorted(Comparator.comparing(Report::incidentId).thenComparing(Report::reportId))
                .toList();
        var added = new ArrayList<Added>(rows.size());
        for (var row : run(statements, ADD, rows)) {
            var key = new Key(row.getUUID(0), row.getUUID(1));
            added.add(new Added(Objects.requireNonNull(standing.remove(key)), null));
        }
        if (!standing.isEmpty()) {
            added.addAll(replace(statements, standing));
        }
        return added;
    }

    /** Puts reports in the place of larger copies that are stored. */
    private static List<Added> replace(Statements statements, Map<Key, Report> copies) {
        var smaller = new ArrayList<Added>();
        for (var row : statements.run(
                LOCK,
                copies.keySet().stream().map(Key::incidentId).toArray(UUID[]::new),
                copies.keySet().stream().map(Key::reportId).toArray(UUID[]::new))) {
            var stored = report(row);
            var copy = Objects.requireNonNull(copies.get(Key.of(stored)));
            if (!ReportCopies.standing(stored, copy).equals(stored)) {
                smaller.add(new Added(copy, stored));
            }
        }
        if (!smaller.isEmpty()) {
            run(statements, REPLACE, smaller.stream().map(Added::report).toList());
        }
        return smaller;
    }

    /** Puts other facts in the place of those that are stored, whatever their order. */
    public static void replaceAll(Statements statements, List<Report> reports) {
        run(statements, REPLACE, reports);
    }

    /** All reports of each incident. */
    public static Map<UUID, List<Report>> of(Statements statements, Collection<UUID> incidentIds) {
        var reports = new HashMap<UUID, List<Report>>();
        if (incidentIds.isEmpty()) {
            return reports;
        }
        for (var row : statements.run(OF, (Object) incidentIds.toArray(UUID[]::new))) {
            var report = report(row);
            reports.computeIfAbsent(report.incidentId(), id -> new ArrayList<>())
                    .add(report);
        }
        return reports;
    }

    static Report report(Row row) {
        var facts = (ObjectNode) Json.read(row.getString("facts").getBytes(StandardCharsets.UTF_8));
        var recordedAt = Times.get(row, "recorded_at");
        return new Report(
                row.getUUID("incident_id"),
                row.getUUID("report_id"),
                ReportType.valueOf(row.getString("type")),
                row.getString("source"),
                row.getString("external_id"),
                row.getString("correlation_key"),
                Times.get(row, "as_of"),
                recordedAt,
                row.getString("reason"),
                facts,
                FactsReader.read(new ObjectReader(facts, "", new Problems()), recordedAt));
    }

    private static RowSet<Row> run(Statements statements, String sql, List<Report> rows) {
        return statements.run(
                sql,
                column(rows, UUID[]::new, Report::incidentId),
                column(rows, UUID[]::new, Report::reportId),
                column(rows, String[]::new, report -> report.type().name()),
                column(rows, String[]::new, Report::source),
                column(rows, String[]::new, Report::externalId),
                column(rows, String[]::new, Report::correlationKey),
                column(rows, OffsetDateTime[]::new, report -> Times.toSql(report.asOf())),
                column(rows, OffsetDateTime[]::new, report -> Times.toSql(report.recordedAt())),
                column(rows, String[]::new, Report::reason),
                column(rows, String[]::new, report -> text(report.factsAsSent())));
    }

    private static <T> @Nullable T[] column(
            List<Report> rows, IntFunction<@Nullable T[]> array, Function<Report, ? extends @Nullable T> value) {
        return rows.stream().map(value).toArray(array);
    }

    private static String text(ObjectNode facts) {
        return new String(Json.write(facts), StandardCharsets.UTF_8);
    }
}
