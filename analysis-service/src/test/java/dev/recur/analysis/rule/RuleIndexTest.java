package dev.recur.analysis.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.Incidents;
import dev.recur.analysis.Reports;
import dev.recur.analysis.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules are found by a value that they want; never is one left out that may select the incident. */
class RuleIndexTest {

    private static final Map<String, String> WHERE = Map.of(
            "any", "",
            "a", "component=\\\"a\\\"",
            "b of sev1", "severity=\\\"sev1\\\", component=\\\"b\\\"",
            "sev1", "severity=\\\"sev1\\\"",
            "not a", "component!=\\\"a\\\"",
            "like a", "component=~\\\"a.*\\\"",
            "none", "component=\\\"\\\"");

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "a, sev1, 'a, any, like a, none, not a, sev1'",
        "a, sev2, 'a, any, like a, none, not a'",
        "b, sev1, 'any, b of sev1, like a, none, not a, sev1'",
        "b, sev2, 'any, b of sev1, like a, none, not a'",
        "c, sev2, 'any, like a, none, not a'",
    })
    void candidates(String component, String severity, String names) {
        var index = new RuleIndex<>(WHERE.keySet(), RuleIndexTest::rule);
        var facts = "{'title':'x','severity':'" + severity + "','tags':{'component':['" + component + "']}}";
        var found = new ArrayList<String>();

        index.forEachCandidate(Incidents.of("one", Reports.NOON, facts), found::add);

        assertThat(found.stream().sorted()).isEqualTo(List.of(names.split(", ")));
    }

    private static Rule rule(String name) {
        return Rules.of("{'name':'r','where':'" + WHERE.get(name)
                + "','groupBy':['component'],'window':'month','condition':{'type':'count','atLeast':1}}");
    }
}
