package dev.recur.analysis;

import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.RuleReader;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.Problems;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Rules for tests, as people write them. */
public final class Rules {

    public static final UUID ID = UUID.fromString("00000000-0000-5000-8000-000000000001");

    private Rules() {}

    public static Rule of(String definition) {
        return new Rule(ID, 1, true, Instant.EPOCH, definition(definition));
    }

    public static Rule.Definition definition(String json) {
        var problems = new Problems();
        return RuleReader.read(Json.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)), problems)
                .orElseThrow(() -> new IllegalArgumentException(problems.all().toString()))
                .definition();
    }

    /** So many incidents of a component in a quarter. */
    public static Rule count(int atLeast, String mergeWithin) {
        return of("{'name':'r','groupBy':['component'],'window':'quarter','mergeWithin':'" + mergeWithin
                + "','condition':{'type':'count','atLeast':" + atLeast + "}}");
    }
}
