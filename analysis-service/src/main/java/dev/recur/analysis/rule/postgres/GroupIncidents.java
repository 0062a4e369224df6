package dev.recur.analysis.rule.postgres;

import dev.recur.analysis.incident.Described;
import dev.recur.analysis.incident.postgres.FormerTagRows;
import dev.recur.analysis.incident.postgres.TagKey;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Counted;
import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Rule;
import dev.recur.wire.report.Kind;
import dev.recur.wire.tag.Dimension;
import dev.recur.wire.window.TimeSpan;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/** The incidents of a rule's group: the one way to read what an evaluation, evidence or a window before is made of. */
public final class GroupIncidents {

    private static final int FIRST_TAG = 3;

    private GroupIncidents() {}

    /** A group of a rule in a time. */
    public record Asked(Group group, TimeSpan between) {}

    /** What a condition counts in that time, in no order: the group's incidents, for a share of everything all that the rule selects. */
    public static List<Counted> counted(Statements statements, Rule rule, Group group, TimeSpan between) {
        return counted(statements, rule, List.of(new Asked(group, between))).getFirst();
    }

    /** The same of several groups, in their order. */
    public static List<List<Counted>> counted(Statements statements, Rule rule, List<Asked> asked) {
        if (rule.definition().comparesGroups()
                || asked.stream().anyMatch(one -> typed(one.group()).isEmpty())) {
            return asked.stream()
                    .map(one -> countedOfAll(statements, rule, one))
                    .toList();
        }
        var counted = new ArrayList<List<Counted>>();
        asked.forEach(one -> counted.add(new ArrayList<>()));
        var rows = new SlimRows(rule);
        for (var row : statements.run(tagged(rows, tags(asked.getFirst()).size()), parameters(rule, asked))) {
            var incident = rows.incident(row);
            var place = Math.toIntExact(row.getLong("place")) - 1;
            var group = asked.get(place).group();
            if (rule.isIn(group, incident)) {
                counted.get(place).add(Counted.of(rule, group, incident));
            }
        }
        return counted;
    }

    private static List<Counted> countedOfAll(Statements statements, Rule rule, Asked asked) {
        var counted = new ArrayList<Counted>();
        selected(statements, rule, asked.between(), incident -> {
            if (rule.definition().comparesGroups() || rule.isIn(asked.group(), incident)) {
                counted.add(Counted.of(rule, asked.group(), incident));
            }
        });
        return counted;
    }

    /** All that the rule selects in that time, whatever their group, in no order. */
    public static void selected(Statements statements, Rule rule, TimeSpan between, Consumer<Described> each) {
        var rows = new SlimRows(rule);
        statements.forEach(
                "select " + rows.columns() + " from incident i"
                        + " where i.time >= $1 and i.time < $2 and i.counted and i.kind = any($3)",
                row -> {
                    var incident = rows.incident(row);
                    if (rule.selects(incident)) {
                        each.accept(incident);
                    }
                },
                Times.toSql(between.from()),
                Times.toSql(between.to()),
                kinds(rule));
    }

    /** Whatever may have been one of those at an earlier moment: what it was then has to be folded. */
    public static Set<UUID> ever(Statements statements, Rule rule, Group group, TimeSpan between) {
        var typed = rule.definition().comparesGroups() ? Map.<String, String>of() : typed(group);
        return typed.entrySet().stream()
                .findFirst()
                .map(tag -> FormerTagRows.everTagged(statements, tag.getKey(), tag.getValue(), between))
                .orElseGet(() -> FormerTagRows.everTagged(statements, "", "", between));
    }

    /**
     * By the first tag and the time; each further tag and the incident itself are looked up, whatever the statistics say:
     * those of a new table say that reading all of that time is as good.
     */
    private static String tagged(SlimRows rows, int tags) {
        var arrays = new StringBuilder("$1::timestamptz[], $2::timestamptz[]");
        var names = new StringBuilder("time_from, time_to");
        var others = new StringBuilder();
        for (int i = 0; i < tags; i++) {
            arrays.append(", $").append(FIRST_TAG + i).append("::bigint[]");
            names.append(", tag").append(i);
            if (i > 0) {
                others.append(" and exists (select from incident_tag where tag = k.tag")
                        .append(i)
                        .append(" and time = t.time and incident_id = t.incident_id offset 0)");
            }
        }
        return "select " + rows.columns() + ", k.place from unnest(" + arrays + ") with ordinality as k (" + names
                + ", place) cross join lateral (select time, incident_id from incident_tag where tag = k.tag0"
                + " and time >= k.time_from and time < k.time_to offset 0) as t cross join lateral (select *"
                + " from incident where incident_id = t.incident_id offset 0) as i where i.counted and i.kind = any($"
                + (FIRST_TAG + tags) + ")" + others;
    }

    private static Object[] parameters(Rule rule, List<Asked> asked) {
        var parameters = new ArrayList<Object>();
        parameters.add(
                asked.stream().map(one -> Times.toSql(one.between().from())).toArray(OffsetDateTime[]::new));
        parameters.add(
                asked.stream().map(one -> Times.toSql(one.between().to())).toArray(OffsetDateTime[]::new));
        var tags = asked.stream().map(GroupIncidents::tags).toList();
        for (int i = 0; i < tags.getFirst().size(); i++) {
            var position = i;
            parameters.add(tags.stream().map(ofOne -> ofOne.get(position)).toArray(Long[]::new));
        }
        parameters.add(kinds(rule));
        return parameters.toArray();
    }

    private static String[] kinds(Rule rule) {
        return rule.definition().kinds().stream().map(Kind::wireName).toArray(String[]::new);
    }

    private static List<Long> tags(Asked asked) {
        return typed(asked.group()).entrySet().stream()
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
