package dev.recur.analysis.incident.postgres;

import dev.recur.analysis.incident.postgres.IncidentQuery.After;
import dev.recur.analysis.postgres.Times;
import dev.recur.wire.matcher.Matcher;
import dev.recur.wire.matcher.Matcher.Operator;
import dev.recur.wire.matcher.Matchers;
import dev.recur.wire.report.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A portion of a search as SQL: along the index of a tag where one is asked for, else along the order asked for. */
final class IncidentSql {

    private static final Set<String> COLUMNS = Set.of("kind", "severity", "source");

    private final StringBuilder sql =
            new StringBuilder("select f.document::text as document, f.at from (select i.document, ");
    private final List<Object> parameters = new ArrayList<>();

    /**
     * Along an index each further tag and the incident itself are looked up, whatever the statistics say: these take tags
     * for independent of each other, and would rather read all incidents of both. Only documents of the portion are made
     * text: those of all that words find would be most of the work.
     *
     * @param tags those that are asked for, the rarest first
     */
    IncidentSql(IncidentQuery query, List<Matcher> tags, @Nullable After after, int most) {
        var order = query.order();
        var direction = order.isDescending() ? " desc" : "";
        var alongTag = isAlongTag(query, tags);
        var at = alongTag ? "t.time" : "i." + order.column();
        var id = alongTag ? "t.incident_id" : "i.incident_id";
        sql.append(id).append(", ").append(at).append(" as at from ");
        if (alongTag) {
            sql.append("(select time, incident_id from incident_tag where tag = ")
                    .append(key(tags.getFirst()));
            appendSpan(query, "time");
            appendAfter(query, after, "time", "incident_id");
            sql.append(" order by time%s, incident_id%s offset 0) as t".formatted(direction, direction));
            tags.stream()
                    .skip(1)
                    .forEach(tag -> sql.append(" cross join lateral (select from incident_tag where tag = ")
                            .append(key(tag))
                            .append(" and time = t.time and incident_id = t.incident_id offset 0) as o")
                            .append(parameters.size()));
            sql.append(
                    " cross join lateral (select * from incident where incident_id = t.incident_id offset 0) as i where true");
        } else {
            sql.append("incident i where true");
            appendSpan(query, "i.time");
            appendAfter(query, after, at, id);
            tags.forEach(this::appendTag);
        }
        query.where().all().stream()
                .filter(IncidentSql::isColumn)
                .forEach(matcher -> sql.append(" and i.")
                        .append(matcher.name())
                        .append(matcher.operator() == Operator.EQUAL ? " = " : " <> ")
                        .append(parameter(matcher.value())));
        appendFacts(query);
        sql.append(" order by %s%s, %s%s limit ".formatted(at, direction, id, direction))
                .append(parameter(most))
                .append(") as f order by f.at%s, f.incident_id%s".formatted(direction, direction));
    }

    String text() {
        return sql.toString();
    }

    Object[] parameters() {
        return parameters.toArray();
    }

    /** True if hardly anything is left to decide: two tags with the same key are told apart by the incident. */
    static boolean decides(Matcher matcher) {
        return TagKey.isAskedBy(matcher) || isColumn(matcher);
    }

    /** The tags that it asks for, as they have keys. */
    static List<Matcher> tags(Matchers where) {
        return where.all().stream().filter(TagKey::isAskedBy).toList();
    }

    static boolean isAlongTag(IncidentQuery query, List<Matcher> tags) {
        return !tags.isEmpty() && query.order().column().equals("time") && query.text() == null;
    }

    private void appendSpan(IncidentQuery query, String time) {
        sql.append(" and %s >= ".formatted(time))
                .append(parameter(Times.toSql(query.between().from())))
                .append(" and %s < ".formatted(time))
                .append(parameter(Times.toSql(query.between().to())));
    }

    private void appendAfter(IncidentQuery query, @Nullable After after, String at, String id) {
        if (after != null) {
            sql.append(" and (%s, %s) %s (".formatted(at, id, query.order().isDescending() ? "<" : ">"))
                    .append(parameter(Times.toSql(after.at())))
                    .append(", ")
                    .append(parameter(after.incidentId()))
                    .append(')');
        }
    }

    private void appendFacts(IncidentQuery query) {
        if (!query.kinds().isEmpty()) {
            sql.append(" and i.kind = any(")
                    .append(parameter(query.kinds().stream().map(Kind::wireName).toArray(String[]::new)))
                    .append(')');
        }
        if (query.resolved() != null) {
            sql.append(query.resolved() ? " and i.resolved" : " and not i.resolved");
        }
        if (query.changedSince() != null) {
            sql.append(" and i.changed_at >= ").append(parameter(Times.toSql(query.changedSince())));
        }
        if (query.countedOnly()) {
            sql.append(" and i.counted");
        }
        if (query.text() != null) {
            sql.append(" and i.words @@ websearch_to_tsquery('simple', ")
                    .append(parameter(query.text()))
                    .append(')');
        }
    }

    private void appendTag(Matcher matcher) {
        sql.append(" and exists (select from incident_tag o where o.incident_id = i.incident_id and o.time = i.time")
                .append(" and o.tag = ")
                .append(key(matcher))
                .append(')');
    }

    private String key(Matcher matcher) {
        return parameter(TagKey.of(matcher.name(), matcher.value()));
    }

    private String parameter(Object value) {
        parameters.add(value);
        return "$" + parameters.size();
    }

    private static boolean isColumn(Matcher matcher) {
        return COLUMNS.contains(matcher.name())
                && (matcher.operator() == Operator.EQUAL || matcher.operator() == Operator.NOT_EQUAL);
    }
}
