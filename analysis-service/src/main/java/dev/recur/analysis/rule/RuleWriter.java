package dev.recur.analysis.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.WireName;

/** A rule as JSON: what {@link RuleReader} reads, and for callers its identity and version too. */
public final class RuleWriter {

    private RuleWriter() {}

    /** What people write. */
    public static ObjectNode definition(Rule.Definition definition) {
        var json = Json.object();
        json.put("name", definition.name());
        json.put("description", definition.description());
        var kinds = json.putArray("kinds");
        definition.kinds().stream().sorted().map(WireName::wireName).forEach(kinds::add);
        json.put("where", definition.where().toString());
        var groupBy = json.putArray("groupBy");
        definition.groupBy().forEach(groupBy::add);
        json.put("window", definition.window().wireName());
        json.put("mergeWithin", definition.mergeWithin().toString());
        switch (definition.condition()) {
            case Condition.Count count ->
                json.putObject("condition").put("type", "count").put("atLeast", count.atLeast());
        }
        var escalateAt = json.putArray("escalateAt");
        definition.escalateAt().forEach(escalateAt::add);
        json.put("priority", definition.priority().wireName());
        return json;
    }

    /** As callers see it. */
    public static ObjectNode view(Rule rule) {
        var json = Json.object();
        json.put("id", rule.id().toString());
        json.put("version", rule.version());
        json.put("enabled", rule.enabled());
        json.put("activeFrom", rule.activeFrom().toString());
        json.setAll(definition(rule.definition()));
        return json;
    }
}
