package dev.recur.analysis.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.analysis.MovableClock;
import dev.recur.analysis.RealServers;
import dev.recur.analysis.Reports;
import dev.recur.analysis.Service;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class StarterRulesIT {

    private static final String ENABLED = "component-quarter";
    private static final List<String> DISABLED = List.of(
            "component-cause-month",
            "trigger-share-quarter",
            "customer-report-quarter",
            "response-60-days",
            "team-sleep-quarter",
            "near-miss-component-90-days",
            "near-miss-silence");

    @Inject
    Service service;

    @Inject
    MovableClock clock;

    @Test
    void one_is_enabled_and_the_others_wait_for_somebody_to_enable_them() {
        assertThat(service.get("/api/v1/rules", Map.of()).get("items"))
                .filteredOn(rule -> rule.get("name").textValue().equals(ENABLED))
                .singleElement()
                .satisfies(
                        rule -> assertThat(rule.get("enabled").booleanValue()).isTrue());
        assertThat(DISABLED).allSatisfy(name -> {
            var rule = starter(name);
            assertThat(rule.get("enabled").booleanValue()).isFalse();
            assertThat(rule.get("description").textValue()).endsWith(".");
        });
    }

    @Test
    void each_can_be_enabled_as_it_is_and_disabled_again() {
        clock.setTo(Reports.NOON);
        assertThat(DISABLED).allSatisfy(name -> {
            var rule = starter(name);
            put(rule.put("enabled", true));
            assertThat(starter(name).get("enabled").booleanValue()).isTrue();
            put(starter(name).put("enabled", false));
        });
        service.settle();
    }

    private ObjectNode starter(String name) {
        for (JsonNode rule : service.get("/api/v1/rules", Map.of()).get("items")) {
            if (rule.get("name").textValue().equals(name)) {
                return (ObjectNode) rule;
            }
        }
        throw new AssertionError("there is no rule " + name);
    }

    private void put(ObjectNode rule) {
        service.putRule(rule.get("id").textValue(), '"' + rule.get("version").asText() + '"', rule.toString())
                .then()
                .statusCode(200);
    }
}
