package dev.recur.notification.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.notification.TestEvents;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhereTest {

    @ParameterizedTest(name = "{0}: {1} ({2})")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "``;true;nothing is asked for",
                "component=\"payments\";true;the value of the group",
                "component=\"Payments \";true;literals are normalised as values were",
                "component=\"search\";false;another value",
                "component!=\"search\";true;not that one",
                "component=~\"pay.*\";true;an expression",
                "component=~\"pay\";false;expressions are anchored",
                "component!~\"pay.*\";false;a negative expression",
                "team=\"\";true;the group has no such dimension",
                "team!=\"\";false;the group has no such dimension",
                "rule=\"component-quarter\";true;the rule's name",
                "rule=\"Component-Quarter\";false;names of rules are not normalised",
                "ruleId=\"00000000-0000-5000-8000-000000000001\";true;the rule's id",
                "ruleId=\"00000000-0000-5000-8000-000000000002\";false;another rule's id",
                "priority=\"high\";true;the priority",
                "priority=~\"high|urgent\";true;one of the priorities",
                "priority=\"low\";false;another priority",
                "component=\"payments\", priority=\"low\";false;all must hold",
                "environment=\"eu west\";true;white space as in tags",
            })
    void matches_by_the_group_the_rule_and_the_priority(String where, boolean expected, String why) {
        var investigation = TestEvents.investigation(
                UUID.randomUUID(), Map.of("component", "payments", "environment", "eu-west"), 1, "title");

        assertThat(Where.parse(where).matches(investigation)).as(why).isEqualTo(expected);
    }
}
