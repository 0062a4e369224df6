package dev.recur.analysis.incident.postgres;

import dev.recur.analysis.incident.Incident;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.wire.matcher.Matcher;
import dev.recur.wire.matcher.Matcher.Operator;
import dev.recur.wire.matcher.Matchers;
import dev.recur.wire.report.Kind;
import dev.recur.wire.tag.Dimension;
import dev.recur.wire.window.TimeSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A search for incidents in the order of their times, the latest first. What PostgreSQL can decide it decides; matchers
 * are decided here, by the code that rules use.
 *
 * @param kinds none for all
 * @param resolved {@code null} for both
 * @param countedOnly leaves out retracted ones and duplicates
 */
public record IncidentQuery(
        Matchers where,
        Set<Kind> kinds,
        TimeSpan between,
        @Nullable Boolean resolved,
        @Nullable Instant changedSince,
        boolean countedOnly) {

    private static final int PORTION = 1000;

    /** Where a page begins: after an incident. */
    public record After(Instant time, UUID incidentId) {}

    /** At most so many, after a position. */
    public List<Incident> page(Statements statements, @Nullable After after, int most) {
        var found = new ArrayList<Incident>();
        scan(statements, after, most, found::add);
        return found;
    }

    /** All of them. */
    public void forEach(Statements statements, Consumer<Incident> each) {
        scan(statements, null, Integer.MAX_VALUE, each);
    }

    private void scan(Statements statements, @Nullable After start, int most, Consumer<Incident> each) {
        var after = start;
        var found = 0;
        while (true) {
            var read = 0;
            for (var incident : portion(statements, after)) {
                read++;
                after = new After(incident.time(), incident.incidentId());
                if (where.matches(incident::valuesOf)) {
                    each.accept(incident);
                    if (++found == most) {
                        return;
                    }
                }
            }
            if (read < PORTION) {
                return;
            }
        }
    }

    private List<Incident> portion(Statements statements, @Nullable After after) {
        var sql = new StringBuilder("select document::text from incident i where time >= $1 and time < $2");
        var parameters = new ArrayList<Object>(List.of(Times.toSql(between.from()), Times.toSql(between.to())));
        if (after != null) {
            parameters.add(Times.toSql(after.time()));
            parameters.add(after.incidentId());
            sql.append(" and (time, incident_id) < ($3, $4)");
        }
        if (!kinds.isEmpty()) {
            parameters.add(kinds.stream().map(Kind::wireName).toArray(String[]::new));
            sql.append(" and kind = any($").append(parameters.size()).append(')');
        }
        if (resolved != null) {
            sql.append(resolved ? " and resolved" : " and not resolved");
        }
        if (changedSince != null) {
            parameters.add(Times.toSql(changedSince));
            sql.append(" and changed_at >= $").append(parameters.size());
        }
        if (countedOnly) {
            sql.append(" and counted");
            where.all().stream()
                    .filter(IncidentQuery::isTagWithValue)
                    .forEach(matcher -> appendTag(sql, parameters, matcher));
        }
        sql.append(" order by time desc, incident_id desc limit ").append(PORTION);
        var incidents = new ArrayList<Incident>();
        for (var row : statements.run(sql.toString(), parameters.toArray())) {
            incidents.add(IncidentJson.read(row.getString(0)));
        }
        return incidents;
    }

    private static boolean isTagWithValue(Matcher matcher) {
        return matcher.operator() == Operator.EQUAL
                && !matcher.value().isEmpty()
                && Dimension.problem(matcher.name()).isEmpty();
    }

    /** Only counted incidents have rows of tags. */
    private static void appendTag(StringBuilder sql, List<Object> parameters, Matcher matcher) {
        parameters.add(matcher.name());
        parameters.add(matcher.value());
        sql.append(" and exists (select from incident_tag t where t.incident_id = i.incident_id and t.dimension = $")
                .append(parameters.size() - 1)
                .append(" and t.value = $")
                .append(parameters.size())
                .append(')');
    }
}
