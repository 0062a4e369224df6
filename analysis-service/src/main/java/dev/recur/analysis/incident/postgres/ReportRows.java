package dev.recur.analysis.incident.postgres;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import dev.recur.wire.report.FactsReader;
import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportType;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The log of reports: only ever added to, but that of copies of one report the smallest stands. */
public final class ReportRows {

    private static final String ADD = """
            insert into report as r (incident_id, report_id, type, source, external_id, correlation_key, as_of,
                                     recorded_at, reason, facts, facts_digest)
            select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[],
                                 $7::timestamptz[], $8::timestamptz[], $9::text[], $10::text[], $11::bytea[])
            on conflict (incident_id, report_id) do update
            set type = excluded.type, source = excluded.source, external_id = excluded.external_id,
                correlation_key = excluded.correlation_key, as_of = excluded.as_of,
                recorded_at = excluded.recorded_at, reason = excluded.reason, facts = excluded.facts,
                facts_digest = excluded.facts_digest
            where (excluded.recorded_at, excluded.facts_digest) < (r.recorded_at, r.facts_digest)
            returning new.incident_id, new.report_id, old.type, old.source, old.external_id, old.correlation_key, old.as_of,
                      old.recorded_at, old.reason, old.facts
            """;

    static final String COLUMNS =
            "incident_id, report_id, type, source, external_id, correlation_key, as_of, recorded_at, reason, facts";

    private ReportRows() {}

    private record Key(UUID incidentId, UUID reportId) {}

    /** A report that was added, in the place of a larger copy of it or of none. */
    public record Added(
            UUID incidentId, UUID reportId, @Nullable Report replaced) {}

    private record Digested(Report report, Buffer digest) {

        static final Comparator<Digested> SMALLEST = Comparator.comparing(
                        (Digested digested) -> digested.report().recordedAt())
                .thenComparing(digested -> digested.digest().getBytes(), Arrays::compareUnsigned);
    }

    /** Adds reports in any order, copies among them too, and returns those that say something new. */
    public static List<Added> add(Statements statements, Collection<Report> reports) {
        var standing = new HashMap<Key, Digested>();
        for (var report : reports) {
            standing.merge(
                    new Key(report.incidentId(), report.reportId()),
                    new Digested(report, digest(report)),
                    (one, other) -> Digested.SMALLEST.compare(one, other) <= 0 ? one : other);
        }
        // One order for all transactions, so that none waits for another that waits for it.
        var rows = standing.values().stream()
                .sorted(Comparator.comparing((Digested row) -> row.report().incidentId())
                        .thenComparing(row -> row.report().reportId()))
                .toList();
        var added = new ArrayList<Added>();
        for (var row : statements.run(
                ADD,
                column(rows, UUID[]::new, row -> row.report().incidentId()),
                column(rows, UUID[]::new, row -> row.report().reportId()),
                column(rows, String[]::new, row -> row.report().type().name()),
                column(rows, String[]::new, row -> row.report().source()),
                column(rows, String[]::new, row -> row.report().externalId()),
                column(rows, String[]::new, row -> row.report().correlationKey()),
                column(
                        rows,
                        OffsetDateTime[]::new,
                        row -> Times.toSql(row.report().asOf())),
                column(
                        rows,
                        OffsetDateTime[]::new,
                        row -> Times.toSql(row.report().recordedAt())),
                column(rows, String[]::new, row -> row.report().reason()),
                column(rows, String[]::new, row -> text(row.report().factsAsSent())),
                column(rows, Buffer[]::new, Digested::digest))) {
            added.add(new Added(
                    row.getUUID("incident_id"),
                    row.getUUID("report_id"),
                    row.getString("facts") == null ? null : report(row)));
        }
        return added;
    }

    /** All reports of each incident. */
    public static Map<UUID, List<Report>> of(Statements statements, Collection<UUID> incidentIds) {
        var reports = new HashMap<UUID, List<Report>>();
        for (var row : statements.run("select " + COLUMNS + " from report where incident_id = any($1)", (Object)
                incidentIds.toArray(UUID[]::new))) {
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

    private static <T> @Nullable T[] column(
            List<Digested> rows, IntFunction<@Nullable T[]> array, Function<Digested, ? extends @Nullable T> value) {
        return rows.stream().map(value).toArray(array);
    }

    private static String text(ObjectNode facts) {
        return new String(Json.write(facts), StandardCharsets.UTF_8);
    }

    /** By the facts first; the rest decides between copies that state the same facts, so that their order does not. */
    private static Buffer digest(Report report) {
        var rest = String.join(
                "\0",
                report.type().name(),
                report.asOf().toString(),
                report.source(),
                String.valueOf(report.externalId()),
                String.valueOf(report.correlationKey()),
                String.valueOf(report.reason()));
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return Buffer.buffer()
                    .appendBytes(sha256.digest(Json.canonical(report.factsAsSent())))
                    .appendBytes(sha256.digest(rest.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
