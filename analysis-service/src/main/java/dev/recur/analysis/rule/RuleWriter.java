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
        json.put("window", definition.window().text());
        json.put("mergeWithin", Durations.text(definition.mergeWithin()));
        json.set("condition", condition(definition.condition()));
        var escalateAt = json.putArray("escalateAt");
        definition.escalateAt().forEach(escalateAt::add);
        json.put("priority", definition.priority().wireName());
        return json;
    }

    private static ObjectNode condition(Condition condition) {
        var json = Json.object();
        switch (condition) {
            case Condition.Count count -> json.put("type", "count").put("atLeast", count.atLeast());
            case Condition.Sum sum ->
                json.put("type", "sum").put("measure", sum.measure()).put("atLeast", sum.atLeast());
            case Condition.Share share -> {
                var of = share.of();
                json.put("type", "share")
                        .put("of", of == null ? null : of.toString())
                        .put("atLeast", share.atLeast())
                        .put("minimumCount", share.minimumCount());
            }
            case Condition.Change change ->
                json.put("type", "change")
                        .put("factor", change.factor())
                        .put("over", change.over())
                        .put("minimumCount", change.minimumCount());
            case Condition.AfterMarker after ->
                json.put("type", "after_marker")
                        .put("marker", after.marker())
                        .put("within", Durations.text(after.within()))
                        .put("factor", after.factor())
                        .put("minimumCount", after.minimumCount());
            case Condition.Silence silence ->
                json.put("type", "silence").put("noneFor", Durations.text(silence.noneFor()));
        }
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
