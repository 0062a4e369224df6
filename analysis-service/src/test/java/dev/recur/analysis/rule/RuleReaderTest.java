package dev.recur.analysis.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.Rules;
import dev.recur.wire.investigation.Priority;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.Problem;
import dev.recur.wire.json.Problems;
import dev.recur.wire.matcher.Matchers;
import dev.recur.wire.report.Kind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleReaderTest {

    private static final String FULL = "{'name':'n','description':'d','enabled':false,'kinds':['near_miss'],"
            + "'where':'environment=~\\'prod|live\\', component!=\\'Old One\\'','groupBy':['component','cause'],"
            + "'window':'year','mergeWithin':'PT6H','condition':{'type':'count','atLeast':3},'escalateAt':[4,8.5],"
            + "'priority':'urgent'}";

    @Test
    void what_people_leave_out_has_a_default() {
        var definition = Rules.definition("{'name':'n','window':'week','condition':{'type':'count','atLeast':2}}");

        assertThat(definition.kinds()).isEqualTo(Set.of(Kind.INCIDENT, Kind.SECURITY_INCIDENT));
        assertThat(definition.groupBy()).isEmpty();
        assertThat(definition.mergeWithin()).isEqualTo(Duration.ZERO);
        assertThat(definition.escalateAt()).isEmpty();
        assertThat(definition.priority()).isEqualTo(Priority.NORMAL);
        assertThat(definition.where().all()).isEmpty();
    }

    @Test
    void what_is_written_reads_the_same() {
        var json = FULL.replace("\\'", "@").replace('\'', '"').replace("@", "\\\"");
        var draft = RuleReader.read(Json.read(json.getBytes(StandardCharsets.UTF_8)), new Problems())
                .orElseThrow();

        var again = RuleReader.read(RuleWriter.definition(draft.definition()), new Problems())
                .orElseThrow();

        assertThat(draft.enabled()).isFalse();
        assertThat(draft.definition().where().toString())
                .isEqualTo("environment=~\"prod|live\", component!=\"old-one\"");
        assertThat(RuleWriter.definition(again.definition())).isEqualTo(RuleWriter.definition(draft.definition()));
        assertThat(again.definition().condition()).isEqualTo(new Condition.Count(3));
    }

    @Test
    void an_answer_can_be_sent_back_as_it_is() {
        var problems = new Problems();

        assertThat(RuleReader.read(RuleWriter.view(Rules.count(4, "PT6H")), problems))
                .isPresent();
        assertThat(problems.all()).isEmpty();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("[]", List.of("")),
                Arguments.of("{}", List.of("/name", "/window", "/condition")),
                Arguments.of("{'nme':'x'}", List.of("/nme", "/name", "/window", "/condition")),
                rest("'enabled':1", "/enabled"),
                rest("'kinds':'incident'", "/kinds"),
                rest("'kinds':{'a':'incident'}", "/kinds"),
                rest("'kinds':[]", "/kinds"),
                rest("'kinds':['incident','accident',null]", "/kinds/1", "/kinds/2"),
                rest("'where':'component'", "/where"),
                rest("'where':{}", "/where"),
                rest("'where':'assignee=x'", "/where"),
                rest("'where':'component=~('", "/where"),
                rest("'groupBy':'component'", "/groupBy"),
                rest("'groupBy':['a','b','c','d']", "/groupBy"),
                rest("'groupBy':['engineer','kind','a','a']", "/groupBy"),
                rest("'groupBy':['engineer','a','a']", "/groupBy/0", "/groupBy/2"),
                rest("'mergeWithin':'6h'", "/mergeWithin"),
                rest("'mergeWithin':'-PT1H'", "/mergeWithin"),
                rest("'mergeWithin':'P367D'", "/mergeWithin"),
                rest("'escalateAt':{'a':1}", "/escalateAt"),
                rest("'escalateAt':[4,8,8]", "/escalateAt/0", "/escalateAt/2"),
                rest("'escalateAt':[1e300,1]", "/escalateAt/0", "/escalateAt/1"),
                rest("'priority':'highest'", "/priority"),
                Arguments.of(
                        "{'name':'n','window':'P3M','condition':{'type':'count','atLeast':0}}",
                        List.of("/window", "/condition/atLeast")),
                Arguments.of(
                        "{'name':'n','window':'hour','condition':{'type':'sum','atLeast':-1.5,'of':'x'}}",
                        List.of("/window", "/condition/of", "/condition/measure", "/condition/atLeast")),
                condition("{'type':'often'}", "/condition/type"),
                condition("{'atLeast':4}", "/condition/type"),
                condition("{'type':'count','atLeast':1.5}", "/condition/atLeast"),
                condition(
                        "{'type':'sum','measure':'down time','atLeast':0}", "/condition/measure", "/condition/atLeast"),
                condition(
                        "{'type':'share','of':'person=x','atLeast':1.01}",
                        "/condition/of",
                        "/condition/atLeast",
                        "/condition/minimumCount"),
                condition("{'type':'share','atLeast':0,'minimumCount':1}", "/condition/atLeast"),
                condition("{'type':'share','atLeast':0.5,'minimumCount':1}", "/condition/of"),
                condition(
                        "{'type':'change','factor':0,'over':101,'minimumCount':'4'}",
                        "/condition/factor",
                        "/condition/over",
                        "/condition/minimumCount"),
                condition(
                        "{'type':'after_marker','marker':'Release','within':'P1M','factor':3,'minimumCount':1}",
                        "/condition/marker",
                        "/condition/within"),
                condition(
                        "{'type':'after_marker','within':'P367D'}",
                        "/condition/marker",
                        "/condition/within",
                        "/condition/factor",
                        "/condition/minimumCount"),
                condition("{'type':'silence','noneFor':'P1Y'}", "/condition/noneFor"),
                condition("{'type':'silence','noneFor':'PT0S'}", "/condition/noneFor"),
                condition("{'type':'silence','noneFor':'PT0.0000001S'}", "/condition/noneFor"),
                condition("{'type':'silence'}", "/condition/noneFor"),
                Arguments.of(
                        "{'name':'n','window':'PT0.0000001S','condition':{'type':'count','atLeast':1}}",
                        List.of("/window")),
                Arguments.of(
                        "{'name':'n','window':'P20000D','condition':"
                                + "{'type':'change','factor':2,'over':2,'minimumCount':4}}",
                        List.of("/condition/over")),
                Arguments.of(
                        "{'name':'n','window':'week','escalateAt':[0.5,1.5],'groupBy':['component'],'condition':"
                                + "{'type':'share','atLeast':0.4,'minimumCount':4}}",
                        List.of("/escalateAt/1")));
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                Arguments.of(
                        "{'type':'sum','measure':'downtimeMinutes','atLeast':120.5}",
                        new Condition.Sum("downtimeMinutes", new BigDecimal("120.5"))),
                Arguments.of(
                        "{'type':'share','of':'detection=customer_report','atLeast':0.3,'minimumCount':5}",
                        new Condition.Share(Matchers.parse("detection=customer_report"), new BigDecimal("0.3"), 5)),
                Arguments.of(
                        "{'type':'share','atLeast':1,'minimumCount':5}", new Condition.Share(null, BigDecimal.ONE, 5)),
                Arguments.of(
                        "{'type':'change','factor':2.0,'over':4,'minimumCount':3}",
                        new Condition.Change(new BigDecimal("2.0"), 4, 3)),
                Arguments.of(
                        "{'type':'after_marker','marker':'release','within':'P7D','factor':3.0,'minimumCount':4}",
                        new Condition.AfterMarker("release", Duration.ofDays(7), new BigDecimal("3.0"), 4)),
                Arguments.of("{'type':'silence','noneFor':'P6W'}", new Condition.Silence(Duration.ofDays(42))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conditions")
    void every_condition_is_read_and_written_for_every_window(String json, Condition condition) {
        for (var window : List.of("week", "month", "quarter", "year", "P90D", "PT12H", "P2W")) {
            var definition = Rules.definition("{'name':'n','groupBy':['hour_band'],'window':'" + window
                    + "','mergeWithin':'PT0M','condition':" + json + "}");

            var again = RuleReader.read(RuleWriter.definition(definition), new Problems())
                    .orElseThrow()
                    .definition();

            assertThat(RuleWriter.definition(again)).isEqualTo(RuleWriter.definition(definition));
            assertThat(again.window().text()).isEqualTo(window);
            assertThat(again.condition().toString()).isEqualTo(condition.toString());
            assertThat(again.mergeWithin()).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void wrong(String body, List<String> pointers) {
        var problems = new Problems();

        var draft = RuleReader.read(Json.read(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)), problems);

        assertThat(draft).isEmpty();
        assertThat(problems.all()).extracting(Problem::pointer).containsExactlyInAnyOrderElementsOf(pointers);
        assertThat(problems.all()).allMatch(problem -> problem.detail().length() < 300);
    }

    private static Arguments condition(String json, String... pointers) {
        return Arguments.of("{'name':'n','window':'month','condition':" + json + "}", List.of(pointers));
    }

    private static Arguments rest(String member, String... pointers) {
        return Arguments.of(
                "{'name':'n','window':'month','condition':{'type':'count','atLeast':4}," + member + "}",
                List.of(pointers));
    }
}
