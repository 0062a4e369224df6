package dev.recur.analysis.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.Reports;
import dev.recur.wire.report.Kind;
import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportType;
import dev.recur.wire.report.Severity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FoldTest {

    static Stream<Arguments> tags() {
        return Stream.of(
                Arguments.of(
                        "a present dimension replaces its values, absent ones stay",
                        "{'tags':{'component':['a'],'team':['t']}}",
                        "{'tags':{'component':['b','c']}}",
                        Map.of("component", List.of("b", "c"), "team", List.of("t"))),
                Arguments.of(
                        "null clears a dimension",
                        "{'tags':{'component':['a'],'team':['t']}}",
                        "{'tags':{'component':null}}",
                        Map.of("team", List.of("t"))),
                Arguments.of(
                        "an empty array clears a dimension",
                        "{'tags':{'component':['a'],'team':['t']}}",
                        "{'tags':{'component':[]}}",
                        Map.of("team", List.of("t"))),
                Arguments.of(
                        "null for tags clears all",
                        "{'tags':{'component':['a'],'team':['t']}}",
                        "{'tags':null}",
                        Map.of()),
                Arguments.of(
                        "an empty object says nothing",
                        "{'tags':{'component':['a']}}",
                        "{'tags':{}}",
                        Map.of("component", List.of("a"))),
                Arguments.of(
                        "values are normalised, each once, in order",
                        "{'tags':{'component':['Zeta One',' alpha ','ALPHA']}}",
                        "{}",
                        Map.of("component", List.of("alpha", "zeta-one"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void tags(String sentence, String first, String second, Map<String, List<String>> expected) {
        var incident = Fold.of(List.of(at(0, first), at(1, second)));

        assertThat(incident.tags()).hasSameSizeAs(expected);
        expected.forEach((dimension, values) ->
                assertThat(incident.valuesOf(dimension)).as(dimension).isEqualTo(values));
    }

    static Stream<Arguments> times() {
        var occurred = "'occurredAt':'2026-01-02T00:00:00Z'";
        var detected = "'detectedAt':'2026-01-03T00:00:00Z'";
        return Stream.of(
                Arguments.of("occurredAt comes first", "{" + detected + "," + occurred + "}", "2026-01-02T00:00:00Z"),
                Arguments.of("then detectedAt", "{" + detected + "}", "2026-01-03T00:00:00Z"),
                Arguments.of("then the smallest asOf", "{}", Reports.NOON.toString()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void times(String sentence, String facts, Instant expected) {
        var incident = Fold.of(List.of(at(5, "{}"), at(0, facts)));

        assertThat(incident.time()).isEqualTo(expected);
    }

    @Test
    void a_null_clears_a_fact_and_its_default_applies_to_the_finished_fold() {
        var incident = Fold.of(List.of(
                at(0, "{'title':'t','kind':'near_miss','severity':'sev1','occurredAt':'2026-01-02T00:00:00Z'}"),
                at(1, "{'title':null,'kind':null,'severity':null,'occurredAt':null}")));

        assertThat(incident.title()).isEqualTo("one");
        assertThat(incident.kind()).isEqualTo(Kind.INCIDENT);
        assertThat(incident.severity()).isEqualTo(Severity.UNKNOWN);
        assertThat(incident.time()).isEqualTo(Reports.NOON);
    }

    @Test
    void an_amendment_without_a_kind_does_not_turn_a_near_miss_into_an_incident() {
        var incident = Fold.of(List.of(at(0, "{'kind':'near_miss'}"), at(1, "{'title':'amended'}")));

        assertThat(incident.kind()).isEqualTo(Kind.NEAR_MISS);
    }

    @Test
    void measures_merge_by_name_and_null_clears_one() {
        var incident = Fold.of(List.of(
                at(0, "{'measures':{'downtimeMinutes':1.5,'customersAffected':7}}"),
                at(1, "{'measures':{'downtimeMinutes':2.25,'customersAffected':null,'requests':3}}")));

        assertThat(incident.measures())
                .isEqualTo(Map.of("downtimeMinutes", new BigDecimal("2.25"), "requests", new BigDecimal("3")));
    }

    @Test
    void links_are_replaced_whole() {
        var incident = Fold.of(List.of(
                at(0, "{'links':[{'rel':'runbook','href':'https://wiki/a'},{'rel':'chat','href':'https://chat/b'}]}"),
                at(1, "{'links':[{'rel':'review','href':'https://wiki/c'}]}")));

        assertThat(incident.links()).extracting("rel").containsExactly("review");
    }

    static Stream<Arguments> lives() {
        var reported = ReportType.REPORTED;
        var retracted = ReportType.RETRACTED;
        var restored = ReportType.RESTORED;
        return Stream.of(
                Arguments.of("reported is counted", List.of(reported), true),
                Arguments.of("retracted is not", List.of(reported, retracted), false),
                Arguments.of("a retraction before the creation holds", List.of(retracted, reported), false),
                Arguments.of("a later report does not undo it", List.of(reported, retracted, reported), false),
                Arguments.of("only a later restoration does", List.of(reported, retracted, restored), true),
                Arguments.of("a restoration before it does not", List.of(restored, reported, retracted), false),
                Arguments.of("twice retracted, once restored", List.of(retracted, retracted, restored), true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void lives(String sentence, List<ReportType> types, boolean counted) {
        var reports = new ArrayList<Report>();
        for (int i = 0; i < types.size(); i++) {
            var at = Reports.NOON.plusSeconds(i);
            reports.add(Reports.of("one", types.get(i), at, at, "{'summary':'" + i + "'}"));
        }

        var incident = Fold.of(reports);

        assertThat(incident.counted()).isEqualTo(counted);
        assertThat(incident.summary()).as("facts go on folding").isEqualTo(Integer.toString(types.size() - 1));
    }

    @Test
    void a_duplicate_is_not_counted_until_it_is_none() {
        var duplicate = at(0, "{'duplicateOf':'" + Reports.incident("other") + "'}");

        assertThat(Fold.of(List.of(duplicate)).counted()).isFalse();
        assertThat(Fold.of(List.of(duplicate, at(1, "{'duplicateOf':null}"))).counted())
                .isTrue();
    }

    @Test
    void reports_as_of_the_same_moment_fold_in_the_order_in_which_they_were_recorded() {
        var late = Reports.of("one", ReportType.REPORTED, Reports.NOON, Reports.NOON.plusSeconds(2), "{'title':'b'}");
        var early = Reports.of("one", ReportType.REPORTED, Reports.NOON, Reports.NOON.plusSeconds(1), "{'title':'c'}");

        assertThat(Fold.of(List.of(late, early)).title()).isEqualTo("b");
    }

    private static Report at(int minute, String facts) {
        return Reports.of("one", Reports.NOON.plus(Duration.ofMinutes(minute)), facts);
    }
}
