package dev.recur.benchmarks.analysis;

import dev.recur.infra.Database;
import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportCodec;
import dev.recur.wire.report.ReportType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.StreamSupport;

/**
 * The least that any store of reports does: decodes each record and inserts it, 2,000 a transaction, into a table with one
 * index, the key that makes copies harmless. Its rate is what the service's is to be seen beside.
 */
final class BareLoop {

    private static final int AT_ONCE = 2000;

    private BareLoop() {}

    /** Reports a second. */
    static double rate(ReportsTopic topic, Database database, int reports) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var consumer = topic.reader(AT_ONCE)) {
            connection
                    .createStatement()
                    .execute("create table bare_report (incident_id uuid, report_id uuid, type text, source text,"
                            + " external_id text, as_of timestamptz, recorded_at timestamptz, facts text,"
                            + " primary key (incident_id, report_id))");
            connection.setAutoCommit(false);
            var taken = 0;
            var measuredFrom = 0;
            var start = System.nanoTime();
            while (taken < reports) {
                var records = consumer.poll(Duration.ofSeconds(1));
                insert(
                        connection,
                        StreamSupport.stream(records.spliterator(), false)
                                .map(record -> ReportCodec.decode(ReportType.REPORTED, record.value()))
                                .toList());
                taken += records.count();
                consumer.commitSync();
                if (measuredFrom == 0 && taken > reports / 5) {
                    // The first fifth warms up.
                    measuredFrom = taken;
                    start = System.nanoTime();
                }
            }
            return (taken - measuredFrom) / ((System.nanoTime() - start) / 1e9);
        }
    }

    private static void insert(Connection connection, List<Report> reports) throws SQLException {
        try (var statement =
                connection.prepareStatement("insert into bare_report select * from unnest(?::uuid[], ?::uuid[],"
                        + " ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::text[])"
                        + " on conflict do nothing")) {
            List<Function<Report, Object>> columns = List.of(
                    Report::incidentId,
                    Report::reportId,
                    report -> report.type().name(),
                    Report::source,
                    report -> String.valueOf(report.externalId()),
                    report -> report.asOf().toString(),
                    report -> report.recordedAt().toString(),
                    report -> report.factsAsSent().toString());
            for (int i = 0; i < columns.size(); i++) {
                IntFunction<Object[]> array = i < 2 ? UUID[]::new : String[]::new;
                statement.setArray(
                        i + 1,
                        connection.createArrayOf(
                                i < 2 ? "uuid" : "text",
                                reports.stream().map(columns.get(i)).toArray(array)));
            }
            statement.executeUpdate();
            connection.commit();
        }
    }
}
