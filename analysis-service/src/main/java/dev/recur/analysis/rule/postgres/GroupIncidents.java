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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The incidents of a rule's group: the one way to read what an evaluation, evidence or a window before is made of. */
public final class GroupIncidents {

    private static final int FIRST_TAG = 3;

    /** Counted as far as it matters: to read along one of so many takes long in any case. */
    private static final String NUMBERS = """
            select (select count(*) from (
                select from incident_tag where tag = k.tag and time >= k.time_from and time < k.time_to limit 10000) as few)
            from unnest($1::timestamptz[], $2::timestamptz[], $3::bigint[]) with ordinality
                as k (time_from, time_to, tag, place)
            order by k.place""";

    private GroupIncidents() {}

    private record TagIn(long tag, TimeSpan between) {}

    /** A group of a rule in a time. */
    public record Asked(Group group, TimeSpan between) {}

    /** What a condition counts in that time, in no order: the group's incidents, for a share of everything all that the rule selects. */
    public static List<Counted> counted(Statements statements, Rule rule, Group group, TimeSpan between) {
        return counted(statements, rule, List.of(new Asked(group, between))).getFirst();
    }

    /** The same of several groups, in their order. */
    public static List<List<Counted>> counted(Statements statements, Rule rule, List<Asked> asked) {
        if (rule.definition().comparesGroups() || !asked.stream().allMatch(one -> isByTag(one.group()))) {
            return asked.stream()
                    .map(one -> countedOfAll(statements, rule, one))
                    .toList();
        }
        var counted = new ArrayList<List<Counted>>();
        asked.forEach(one -> counted.add(new ArrayList<>()));
        var rows = new SlimRows(rule);
        var tags = rarestFirst(statements, rule, asked);
        for (var row : statements.run(tagged(rows, tags.getFirst().size()), parameters(rule, asked, tags))) {
            var incident = rows.incident(row);
            var place = Math.toIntExact(row.getLong("place")) - 1;
            var group = asked.get(place).group();
            if (rule.isIn(group, incident)) {
                counted.get(place).add(Counted.of(rule, group, incident));
            }
        }
        return counted;
    }

    /** Whether a group is found by its tags: else everything of the time is read, also for a single moment of it. */
    public static boolean isByTag(Group group) {
        return !typed(group).isEmpty();
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
     * By the rarest tag and the time; each further tag and the incident itself are looked up, whatever the statistics say:
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

    /** Of each the keys of all tags that an incident of it has, that of which there are fewest first. */
    private static List<List<Long>> rarestFirst(Statements statements, Rule rule, List<Asked> asked) {
        var tags = asked.stream().map(one -> tags(rule, one.group())).toList();
        if (tags.getFirst().size() < 2) {
            return tags;
        }
        var numbers = new LinkedHashMap<TagIn, Long>();
        for (int i = 0; i < tags.size(); i++) {
            for (var tag : tags.get(i)) {
                numbers.put(new TagIn(tag, asked.get(i).between()), 0L);
            }
        }
        var counted = statements
                .run(
                        NUMBERS,
                        times(numbers.keySet().stream().map(one -> one.between().from())),
                        times(numbers.keySet().stream().map(one -> one.between().to())),
                        numbers.keySet().stream().map(TagIn::tag).toArray(Long[]::new))
                .iterator();
        numbers.replaceAll((tag, unknown) -> counted.next().getLong(0));
        var ordered = new ArrayList<List<Long>>();
        for (int i = 0; i < tags.size(); i++) {
            var between = asked.get(i).between();
            ordered.add(tags.get(i).stream()
                    .sorted(Comparator.comparing(tag -> numbers.get(new TagIn(tag, between))))
                    .toList());
        }
        return ordered;
    }

    private static OffsetDateTime[] times(Stream<Instant> times) {
        return times.map(Times::toSql).toArray(OffsetDateTime[]::new);
    }

    private static Object[] parameters(Rule rule, List<Asked> asked, List<List<Long>> tags) {
        var parameters = new ArrayList<Object>();
        parameters.add(times(asked.stream().map(one -> one.between().from())));
        parameters.add(times(asked.stream().map(one -> one.between().to())));
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

    /** Of each group of a rule as many. */
    private static List<Long> tags(Rule rule, Group group) {
        var tags = new ArrayList<Long>();
        typed(group).forEach((dimension, value) -> tags.add(TagKey.of(dimension, value)));
        rule.definition().where().all().stream()
                .filter(matcher -> TagKey.isAskedBy(matcher) && !group.values().containsKey(matcher.name()))
                .forEach(matcher -> tags.add(TagKey.of(matcher.name(), matcher.value())));
        return tags;
    }

    /** What of a group has rows of tags: dimensions that are computed have none. */
    private static Map<String, String> typed(Group group) {
        var typed = new TreeMap<>(group.values());
        typed.keySet().removeAll(Dimension.COMPUTED);
        return typed;
    }
}
