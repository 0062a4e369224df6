package dev.recur.analysis.rule.postgres;

import dev.recur.analysis.incident.Incident;
import dev.recur.analysis.incident.postgres.FormerTagRows;
import dev.recur.analysis.incident.postgres.IncidentJson;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Rule;
import dev.recur.wire.window.TimeSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The incidents of a rule's group: the one way to read what an evaluation, evidence or a window before is made of. */
public final class GroupIncidents {

    private GroupIncidents() {}

    /** Those that an evaluation of the window needs: in it, and so long before it as occurrences reach. */
    public static List<Incident> forWindow(Statements statements, Rule rule, Group group, TimeSpan window) {
        return between(
                statements, rule, group, window.from().minus(rule.definition().mergeWithin()), window.to());
    }

    /** Whatever may have been one of those at an earlier time: what it was then has to be folded. */
    public static Set<UUID> everInWindow(Statements statements, Rule rule, Group group, TimeSpan window) {
        var reach = new TimeSpan(window.from().minus(rule.definition().mergeWithin()), window.to());
        var first = group.sorted().firstEntry();
        return first == null
                ? FormerTagRows.everTagged(statements, "", "", reach)
                : FormerTagRows.everTagged(statements, first.getKey(), first.getValue(), reach);
    }

    private static List<Incident> between(Statements statements, Rule rule, Group group, Instant from, Instant to) {
        var sql = new StringBuilder("select i.document::text from incident i");
        var parameters = new ArrayList<Object>(List.of(Times.toSql(from), Times.toSql(to)));
        group.sorted().forEach((dimension, value) -> {
            var tag = "t" + parameters.size();
            parameters.add(dimension);
            parameters.add(value);
            sql.append(" join incident_tag %1$s on %1$s.incident_id = i.incident_id and %1$s.dimension = $%2$d"
                            .formatted(tag, parameters.size() - 1)
                    + " and %1$s.value = $%2$d and %1$s.time >= $1 and %1$s.time < $2"
                            .formatted(tag, parameters.size()));
        });
        sql.append(" where i.time >= $1 and i.time < $2 and i.counted order by i.time, i.incident_id");
        var incidents = new ArrayList<Incident>();
        for (var row : statements.run(sql.toString(), parameters.toArray())) {
            var incident = IncidentJson.read(row.getString(0));
            if (rule.isIn(group, incident)) {
                incidents.add(incident);
            }
        }
        return incidents;
    }

    /** All that a rule may count from a time on, whatever their group. */
    public static List<Incident> since(Statements statements, Rule rule, Instant from) {
        var incidents = new ArrayList<Incident>();
        for (var row : statements.run(
                "select document::text from incident where time >= $1 and counted order by time, incident_id",
                Times.toSql(from))) {
            var incident = IncidentJson.read(row.getString(0));
            if (rule.selects(incident)) {
                incidents.add(incident);
            }
        }
        return incidents;
    }
}
