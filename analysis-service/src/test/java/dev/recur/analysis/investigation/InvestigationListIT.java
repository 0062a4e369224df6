package dev.recur.analysis.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recur.analysis.MovableClock;
import dev.recur.analysis.RealServers;
import dev.recur.analysis.Reports;
import dev.recur.analysis.Service;
import dev.recur.analysis.Topic;
import dev.recur.analysis.postgres.Transactions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class InvestigationListIT {

    private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");
    private static final String ALL = "list-.*";

    @Inject
    Topic topic;

    @Inject
    Service service;

    @Inject
    Transactions transactions;

    @Inject
    MovableClock clock;

    @BeforeEach
    void sixInvestigationsOfTwoRules() {
        if (service.investigations("list-components").isEmpty()) {
            clock.setTo(NOW);
            rule("list-components", "'component'", "high");
            rule("list-teams", "'component','team'", "low");
            for (var component : List.of("list-a", "list-b", "list-c")) {
                topic.send(IntStream.range(0, 2)
                        .mapToObj(i -> Reports.of(
                                component + i,
                                NOW.minus(Duration.ofHours(1 + i)),
                                "{'title':'t','tags':{'component':['%s'],'team':['list-team']}}".formatted(component)))
                        .toList());
                service.settle();
                clock.pass(Duration.ofMinutes(10));
            }
        }
    }

    @Test
    void a_list_is_what_its_filters_select() {
        assertThat(list(Map.of("rule", "list-components"))).containsExactly("list-c", "list-b", "list-a");
        assertThat(list(Map.of("rule", ruleId("list-teams")))).containsExactly("list-c", "list-b", "list-a");
        assertThat(list(Map.of("where", "component=\"list-a\""))).containsExactly("list-a", "list-a");
        assertThat(list(Map.of("where", "component=\"List-A\"")))
                .as("as it is typed elsewhere")
                .containsExactly("list-a", "list-a");
        assertThat(list(Map.of("where", "component=~\"" + ALL + "\", team=\"\"")))
                .hasSize(3);
        assertThat(list(Map.of("where", "component=~\"" + ALL + "\", team=\"list-team\"")))
                .hasSize(3);
        assertThat(list(Map.of("where", "component=~\"" + ALL + "\", component!=\"list-a\"")))
                .hasSize(4);
        assertThat(list(Map.of("where", "component=~\"" + ALL + "\", priority=\"low\"")))
                .hasSize(3);
        assertThat(list(Map.of("where", "rule=\"list-teams\", component=\"list-b\"")))
                .hasSize(1);
        assertThat(list(Map.of("where", "component=\"list-a\"", "status", "closed,withdrawn")))
                .isEmpty();
        assertThat(list(Map.of("where", "component=\"list-a\"", "status", "open")))
                .hasSize(2);
    }

    @Test
    void it_can_be_of_those_opened_in_a_stretch_of_time() {
        var second = NOW.plus(Duration.ofMinutes(10));
        assertThat(list(Map.of("rule", "list-components", "from", second.toString())))
                .containsExactly("list-c", "list-b");
        assertThat(list(Map.of("rule", "list-components", "to", second.toString())))
                .containsExactly("list-a");
    }

    @Test
    void it_is_found_by_index_however_many_there_are() {
        transactions.run(statements -> {
            statements.run("set local enable_seqscan = off");
            var plan = new StringBuilder();
            statements
                    .run("explain select * from investigation where group_key::jsonb @> '{\"component\":\"a\"}'::jsonb")
                    .forEach(row -> plan.append(row.getString(0)).append('\n'));
            assertThat(plan).contains("ix_investigation_group_values");
            return plan;
        });
    }

    private List<String> list(Map<String, String> query) {
        return service.all("/api/v1/investigations", 2, query).stream()
                .map((JsonNode investigation) ->
                        investigation.get("group").get("component").textValue())
                .toList();
    }

    private String ruleId(String name) {
        return service.investigations(name).getFirst().get("rule").get("id").textValue();
    }

    private void rule(String name, String groupBy, String priority) {
        service.createRule(("{'name':'%s','where':'component=~\\\"%s\\\"','groupBy':[%s],'window':'quarter',"
                        + "'condition':{'type':'count','atLeast':2},'priority':'%s'}")
                .formatted(name, ALL, groupBy, priority));
    }
}
