package dev.recur.analysis.count.postgres;

import dev.recur.analysis.count.CountQuery;
import dev.recur.analysis.count.CountTable;
import dev.recur.analysis.incident.Incident;
import dev.recur.analysis.incident.postgres.DerivationRows;
import dev.recur.analysis.incident.postgres.IncidentQuery;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.wire.window.OrganisationCalendar;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Answers questions about counts: from the stored ones where they can, else by counting incidents. */
public final class CountReads {

    private CountReads() {}

    /** Answers; the transaction must see one snapshot. */
    public static List<CountTable.Line> answer(Statements statements, CountQuery query, OrganisationCalendar calendar) {
        var derivation = DerivationRows.ask(statements);
        var bounds = query.stored().map(stored -> StoredCounts.askBounds(statements));
        var aliases = derivation.get().aliases();
        var resolved = new CountQuery(
                query.groupBy(), query.bucket(), query.between(), aliases.resolve(query.where()), query.kinds());
        var table = new CountTable(resolved, calendar);
        bounds.ifPresentOrElse(
                stored -> stored.get()
                        .ifPresent(all ->
                                StoredCounts.of(resolved, calendar, table).read(statements, all)),
                () -> counted(statements, resolved, table));
        return table.lines();
    }

    private static void counted(Statements statements, CountQuery query, CountTable table) {
        IncidentQuery.counted(query.where(), Set.of(), query.between())
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
}
