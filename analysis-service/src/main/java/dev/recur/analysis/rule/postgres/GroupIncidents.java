package dev.recur.analysis.rule.postgres;

import dev.recur.analysis.incident.Described;
import dev.recur.analysis.incident.Incident;
import dev.recur.analysis.incident.postgres.FormerTagRows;
import dev.recur.analysis.incident.postgres.IncidentJson;
import dev.recur.analysis.incident.postgres.TagKey;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Counted;
import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Rule;
import dev.recur.wire.report.Kind;
import dev.recur.wire.tag.Dimension;
import dev.recur.wire.window.TimeSpan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The incidents of a rule's group: the one way to read what an evaluation, evidence or a window before is made of. */
public final class GroupIncidents {

    private static final int FIRST_TAG = 3;

    private GroupIncidents() {}

    /** What a condition counts in that time, in no order: the group's incidents, for a share of everything all that the rule selects. */
    public static List<Counted> counted(Statements statements, Rule rule, Group group, TimeSpan between) {
        var counted = new ArrayList<Counted>();
        forEach(statements, rule, rule.definition().comparesGroups() ? null : group, between, incident -> {
            if (rule.definition().comparesGroups() ? rule.selects(incident) : rule.isIn(group, incident)) {
                counted.add(Counted.of(rule, group, incident));
            }
        });
        return counted;
    }

    /** All that the rule selects in that time, whatever their group, in no order. */
    public static void selected(Statements statements, Rule rule, TimeSpan between, Consumer<Described> each) {
        forEach(statements, rule, null, between, incident -> {
            if (rule.selects(incident)) {
                each.accept(incident);
            }
        });
    }

    /** Whatever may have been one of those at an earlier moment: what it was then has to be folded. */
    public static Set<UUID> ever(Statements statements, Rule rule, Group group, TimeSpan between) {
        var typed = rule.definition().comparesGroups() ? Map.<String, String>of() : typed(group);
        return typed.entrySet().stream()
                .findFirst()
                .map(tag -> FormerTagRows.everTagged(statements, tag.getKey(), tag.getValue(), between))
                .orElseGet(() -> FormerTagRows.everTagged(statements, "", "", between));
    }

    /** Incidents whole, in the order of time. */
    public static List<Incident> whole(Statements statements, Collection<Counted> counted) {
        var incidents = new ArrayList<Incident>();
        if (!counted.isEmpty()) {
            for (var row : statements.run(
                    "select document::text from incident where incident_id = any($1) order by time, incident_id",
                    (Object) counted.stream().map(Counted::incidentId).toArray(UUID[]::new))) {
                incidents.add(IncidentJson.read(row.getString(0)));
            }
        }
        return incidents;
    }

    private static void forEach(
            Statements statements, Rule rule, @Nullable Group group, TimeSpan between, Consumer<Described> each) {
        var rows = new SlimRows(rule);
        var parameters = new ArrayList<Object>(List.of(Times.toSql(between.from()), Times.toSql(between.to())));
        var tags = group == null ? List.<Long>of() : tags(group);
        parameters.addAll(tags);
        parameters.add(rule.definition().kinds().stream().map(Kind::wireName).toArray(String[]::new));
        var sql = "select " + rows.columns() + from(tags.size()) + " i.counted and i.kind = any($" + parameters.size()
                + ")";
        if (group == null) {
            statements.forEach(sql, row -> each.accept(rows.incident(row)), parameters.toArray());
        } else {
            statements.run(sql, parameters.toArray()).forEach(row -> each.accept(rows.incident(row)));
        }
    }

    /**
     * By the first tag and the time; each further tag and the incident itself are looked up, whatever the statistics say:
     * those of a new table say that reading all of that time is as good.
     */
    private static String from(int tags) {
        if (tags == 0) {
            return " from incident i where i.time >= $1 and i.time < $2 and";
        }
        var others = IntStream.range(1, tags)
                .mapToObj(i -> " and exists (select from incident_tag where tag = $" + (FIRST_TAG + i)
                        + " and time = t.time and incident_id = t.incident_id offset 0)")
                .collect(Collectors.joining());
        return " from incident_tag t cross join lateral (select * from incident where incident_id = t.incident_id offset 0) i"
                + " where t.tag = $" + FIRST_TAG + " and t.time >= $1 and t.time < $2" + others + " and";
    }

    private static List<Long> tags(Group group) {
        return typed(group).entrySet().stream()
                .map(tag -> TagKey.of(tag.getKey(), tag.getValue()))
                .toList();
    }

    /** What of a group has rows of tags: dimensions that are computed have none. */
    private static Map<String, String> typed(Group group) {
        var typed = new TreeMap<>(group.values());
        typed.keySet().removeAll(Dimension.COMPUTED);
        return typed;
    }
}
