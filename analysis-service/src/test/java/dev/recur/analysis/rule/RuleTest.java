package dev.recur.analysis.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.Incidents;
import dev.recur.analysis.Reports;
import dev.recur.analysis.Rules;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {

    static Stream<Arguments> groups() {
        return Stream.of(
                Arguments.of(
                        "one group for every combination",
                        "{'tags':{'component':['a','b'],'cause':['x','y']}}",
                        List.of(
                                Map.of("component", "a", "cause", "x"),
                                Map.of("component", "a", "cause", "y"),
                                Map.of("component", "b", "cause", "x"),
                                Map.of("component", "b", "cause", "y"))),
                Arguments.of("none where a dimension is lacking", "{'tags':{'component':['a']}}", List.of()),
                Arguments.of(
                        "none of a kind that the rule does not count",
                        "{'kind':'drill','tags':{'component':['a'],'cause':['x']}}",
                        List.of()),
                Arguments.of(
                        "none of what where does not select",
                        "{'tags':{'component':['a'],'cause':['x'],'environment':['dev']}}",
                        List.of()),
                Arguments.of(
                        "none of a duplicate",
                        "{'duplicateOf':'" + Reports.incident("other") + "','tags':{'component':['a'],'cause':['x']}}",
                        List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void groups(String sentence, String facts, List<Map<String, String>> expected) {
        var rule = Rules.of("{'name':'r','where':'environment!=dev','groupBy':['component','cause'],"
                + "'window':'month','condition':{'type':'count','atLeast':1}}");
        var incident = Incidents.of("one", Reports.NOON, facts);

        var groups = rule.groupsOf(incident);

        assertThat(groups).extracting(Group::values).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(groups).allMatch(group -> rule.isIn(group, incident));
    }

    @Test
    void a_rule_that_does_not_group_has_one_group() {
        var rule = Rules.of("{'name':'r','window':'month','condition':{'type':'count','atLeast':1}}");

        assertThat(rule.groupsOf(Incidents.of("one", Reports.NOON))).containsExactly(new Group(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "with \"quotes\"", "with \\ backslash", "ünïcödé", "a,b=c", "{}"})
    void the_key_of_a_group_gives_the_group_back(String value) {
        var group = new Group(Map.of("component", value, "cause", "x"));

        assertThat(Group.ofKey(group.key())).isEqualTo(group);
    }

    @Test
    void the_key_does_not_depend_on_the_order_of_the_dimensions() {
        assertThat(new Group(Map.of("b", "2", "a", "1")).key()).isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");
        assertThat(new Group(Map.of()).key()).isEqualTo("{}");
    }
}
