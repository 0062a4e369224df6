package dev.recur.analysis.rule.postgres;

import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.RuleReader;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.Problems;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;

/** Definitions as they are stored, read once: every batch needs all of them. */
final class ParsedDefinitions {

    /** Far more than anybody has rules; past it everything is read once more. */
    private static final int MOST = 10_000;

    private static final ConcurrentHashMap<String, Rule.Definition> READ = new ConcurrentHashMap<>();

    private ParsedDefinitions() {}

    static Rule.Definition of(String definition) {
        var known = READ.get(definition);
        if (known != null) {
            return known;
        }
        if (READ.size() >= MOST) {
            READ.clear();
        }
        var parsed = parse(definition);
        READ.put(definition, parsed);
        return parsed;
    }

    private static Rule.Definition parse(String definition) {
        var problems = new Problems();
        return RuleReader.read(Json.read(definition.getBytes(StandardCharsets.UTF_8)), problems)
                .orElseThrow(() -> new IllegalStateException(problems.all() + " in the stored rule " + definition))
                .definition();
    }
}
