package dev.recur.analysis.investigation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.Incidents;
import dev.recur.analysis.Rules;
import dev.recur.analysis.incident.Incident;
import dev.recur.analysis.rule.Counted;
import dev.recur.analysis.rule.CountedChanges;
import dev.recur.analysis.rule.CountedIncidents;
import dev.recur.analysis.rule.FewTimes;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.TimeSpans;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangedGroupsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final List<String> MATCHERS = List.of(
            "",
            "component=\\\"a\\\"",
            "component=\\\"b\\\", severity=\\\"sev1\\\"",
            "component=\\\"\\\"",
            "component!=\\\"a\\\"",
            "severity=\\\"sev1\\\"",
            "kind=\\\"incident\\\"",
            "cause=~\\\"c.*\\\", component=\\\"a\\\"",
            "cause=\\\"c\\\"");
    private static final List<String> GROUPINGS = List.of("", "'component'", "'component','cause'");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void the_groups_found_by_index_are_those_found_by_asking_every_rule(int seed) {
        var random = new Random(seed);
        var rules = new ArrayList<Rule>();
        for (int i = 0; i < 60; i++) {
            rules.add(rule(random, i));
        }
        var changed = new ChangedGroups(rules);
        var expected = new HashSet<String>();
        for (int i = 0; i < 200; i++) {
            var incident = incident(random, i);
            if (random.nextBoolean()) {
                changed.add(incident);
            } else {
                changed.addFormer(incident);
            }
            rules.forEach(rule -> expected.addAll(groups(rule, incident)));
        }
        var found = new HashSet<String>();
        changed.changes()
                .forEach(change ->
                        found.add(change.rule().id() + " " + change.group().of()));
        assertThat(found).isEqualTo(expected).hasSizeGreaterThan(50);
    }

    /** A group that takes over what is told of every batch holds what anybody would find who looked at all incidents. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void what_is_told_of_a_group_is_what_it_holds(int seed) {
        var random = new Random(seed);
        var rules = IntStream.range(0, 40)
                .mapToObj(i -> rule(random, i))
                .filter(rule -> CountedChanges.canTell(rule.definition()))
                .toList();
        var incidents = new HashMap<UUID, Incident>();
        var groups = new HashMap<String, CountedIncidents>();
        for (int batch = 0; batch < 30; batch++) {
            var changed = new ChangedGroups(rules);
            random.ints(0, 40).distinct().limit(5).forEach(number -> {
                var now = incident(random, number);
                var before = incidents.put(now.incidentId(), now);
                if (before != null) {
                    changed.addFormer(before);
                }
                changed.add(now);
            });
            var changes = new HashMap<String, List<FewTimes.Some<String>>>();
            changed.changes()
                    .forEach(change -> changes.computeIfAbsent(
                                    change.rule().id() + " " + change.group().of(), group -> new ArrayList<>())
                            .add(change.group()));
            changes.forEach((group, told) -> groups.put(
                    group, groups.getOrDefault(group, CountedIncidents.NONE).with(changes(told))));
        }
        var expected = new HashMap<String, Set<Counted>>();
        for (var rule : rules) {
            incidents
                    .values()
                    .forEach(incident -> rule.groupsOf(incident)
                            .forEach(group -> expected.computeIfAbsent(
                                            rule.id() + " " + group.key(), any -> new HashSet<>())
                                    .add(Counted.of(rule, group, incident))));
        }
        var held = new HashMap<String, Set<Counted>>();
        groups.forEach((group, all) -> {
            if (!all.isEmpty()) {
                assertThat(held.computeIfAbsent(group, any -> new HashSet<>(all)))
                        .hasSameSizeAs(all);
            }
        });
        assertThat(held).isEqualTo(expected).hasSizeGreaterThan(50);
    }

    private static CountedChanges changes(List<FewTimes.Some<String>> told) {
        var changes = new CountedChanges(
                TimeSpans.of(List.of(), 1),
                told.stream()
                        .map(some -> new CountedChanges.Place(some.first(), requireNonNull(some.incidentId())))
                        .toList());
        told.stream().map(FewTimes.Some::now).filter(Objects::nonNull).forEach(changes::add);
        return changes;
    }

    /** Where groups are compared every selected incident counts, also one that is in none of them. */
    private static Set<String> groups(Rule rule, Incident incident) {
        if (rule.definition().comparesGroups()) {
            return rule.selects(incident) ? Set.of(rule.id() + " null") : Set.of();
        }
        var groups = new HashSet<String>();
        rule.groupsOf(incident).forEach(group -> groups.add(rule.id() + " " + group.key()));
        return groups;
    }

    private static Rule rule(Random random, int number) {
        var comparing = random.nextInt(5) == 0;
        var definition = "{'name':'r" + number + "','where':'" + MATCHERS.get(random.nextInt(MATCHERS.size()))
                + "','groupBy':[" + (comparing ? "'component'" : GROUPINGS.get(random.nextInt(GROUPINGS.size())))
                + "],'window':'quarter','condition':"
                + (comparing ? "{'type':'share','atLeast':0.5,'minimumCount':1}" : "{'type':'count','atLeast':1}")
                + "}";
        return new Rule(new UUID(0, number), 1, true, Instant.EPOCH, Rules.definition(definition));
    }

    private static Incident incident(Random random, int number) {
        var component = List.of("", "'component':['a']", "'component':['b']", "'component':['a','b','c']")
                .get(random.nextInt(4));
        var cause = random.nextBoolean() ? "'cause':['c']" : "'cause':['d','e']";
        var tags = component.isEmpty() ? cause : component + "," + cause;
        return Incidents.of(
                "incident-" + number,
                NOW.minusSeconds(random.nextInt(40_000_000)),
                "{'severity':'sev" + (1 + random.nextInt(2)) + "','kind':'"
                        + (random.nextInt(4) == 0 ? "near_miss" : "incident") + "','tags':{" + tags + "}}");
    }
}
