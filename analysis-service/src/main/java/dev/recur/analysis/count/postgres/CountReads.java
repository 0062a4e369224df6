package dev.recur.analysis.count.postgres;

import dev.recur.analysis.count.CountQuery;
import dev.recur.analysis.count.CountTable;
import dev.recur.analysis.incident.Incident;
import dev.recur.analysis.incident.postgres.IncidentQuery;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.wire.json.WireName;
import dev.recur.wire.report.Kind;
import dev.recur.wire.window.OrganisationCalendar;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Answers questions about counts: from the stored ones where they can, else by counting incidents. */
public final class CountReads {

    private static final String STORED_COUNTS = """
            select value, kind, quarter_hour, sum(incidents)::bigint as number
            from tag_count where dimension = $1 and quarter_hour >= $2 and quarter_hour < $3
            group by value, kind, quarter_hour having sum(incidents) <> 0
            """;

    private static final String STORED_MEASURES = """
            select value, kind, quarter_hour, measure, sum(total) as total
            from tag_measure where dimension = $1 and quarter_hour >= $2 and quarter_hour < $3
            group by value, kind, quarter_hour, measure having sum(total) <> 0
            """;

    private CountReads() {}

    public static List<CountTable.Line> answer(Statements statements, CountQuery query, OrganisationCalendar calendar) {
        var table = new CountTable(query, calendar);
        if (query.isStored()) {
            stored(statements, query, table);
        } else {
            counted(statements, query, table);
        }
        return table.lines();
    }

    private static void stored(Statements statements, CountQuery query, CountTable table) {
        var dimension = query.groupBy().isEmpty() ? "" : query.groupBy().getFirst();
        var from = Times.toSql(query.between().from());
        var to = Times.toSql(query.between().to());
        for (var row : statements.run(STORED_COUNTS, dimension, from, to)) {
            table.addIncidents(group(query, row), kind(row), Times.get(row, "quarter_hour"), row.getLong("number"));
        }
        for (var row : statements.run(STORED_MEASURES, dimension, from, to)) {
            table.addMeasure(
                    group(query, row),
                    kind(row),
                    Times.get(row, "quarter_hour"),
                    row.getString("measure"),
                    row.getBigDecimal("total"));
        }
    }

    private static void counted(Statements statements, CountQuery query, CountTable table) {
        new IncidentQuery(query.where(), Set.of(), query.between(), null, null, true)
                .forEach(
                        statements,
                        incident -> groups(query, incident).forEach(group -> {
                            table.addIncidents(group, incident.kind(), incident.time(), 1);
                            incident.measures()
                                    .forEach((measure, value) ->
                                            table.addMeasure(group, incident.kind(), incident.time(), measure, value));
                        }));
    }

    private static List<List<String>> groups(CountQuery query, Incident incident) {
        List<List<String>> groups = List.of(List.of());
        for (var dimension : query.groupBy()) {
            var longer = new ArrayList<List<String>>();
            for (var group : groups) {
                for (var value : incident.valuesOf(dimension)) {
                    var next = new ArrayList<>(group);
                    next.add(value);
                    longer.add(next);
                }
            }
            groups = longer;
        }
        return groups;
    }

    private static List<String> group(CountQuery query, Row row) {
        return query.groupBy().isEmpty() ? List.of() : List.of(row.getString("value"));
    }

    private static Kind kind(Row row) {
        var name = row.getString("kind");
        return WireName.find(Kind.class, name).orElseThrow(() -> new IllegalStateException(name));
    }
}
