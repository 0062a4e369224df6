package dev.recur.ingest.nearmiss;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problem;
import dev.recur.wire.json.Problems;
import dev.recur.wire.report.Facts;
import dev.recur.wire.report.FactsReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes facts of what somebody tells of a near miss; what is wrong with them is said in the words that were used. */
final class NearMissFacts {

    static final int LONGEST_STORY = 8_000;
    static final int LONGEST_CONTACT = 1_000;
    static final List<String> MEMBERS =
            List.of("what", "component", "team", "potentialSeverity", "savedBy", "when", "contact");

    private static final Map<String, String> MEMBER_BY_FACT = memberByFact();

    private final ObjectNode told;
    private final Problems problems = new Problems();
    private final ObjectReader reader;
    private final ChronoUnit precision;
    private final ObjectNode facts = Json.object();

    private NearMissFacts(ObjectNode told, ChronoUnit precision) {
        this.told = told;
        this.reader = new ObjectReader(told, "", problems);
        this.precision = precision;
    }

    private static Map<String, String> memberByFact() {
        var members = new LinkedHashMap<String, String>();
        members.put("/tags/component", "/component");
        members.put("/tags/team", "/team");
        members.put("/tags/saved_by", "/savedBy");
        members.put("/severity", "/potentialSeverity");
        members.put("/occurredAt", "/when");
        return members;
    }

    /** Facts, or what is wrong with them. */
    record Made(ObjectNode asStated, Facts facts, List<Problem> problems) {}

    /** Facts of a near miss that is told of for the first time. */
    static Made first(ObjectNode told, Instant now, ChronoUnit precision) {
        var making = new NearMissFacts(withoutNulls(told), precision);
        making.facts.put("kind", "near_miss");
        making.copyAll();
        if (!making.told.has("what")) {
            making.problems.add("/what", "is required: what nearly happened");
        }
        making.tags().putArray("detection").add("near_miss_report");
        return making.made(now);
    }

    /** Facts that add to one; {@code null} clears. */
    static Made more(ObjectNode told, Instant now, ChronoUnit precision) {
        var making = new NearMissFacts(told, precision);
        making.copyAll();
        if (told.isEmpty()) {
            making.problems.add("", "says nothing; known are " + String.join(", ", MEMBERS));
        }
        return making.made(now);
    }

    private static ObjectNode withoutNulls(ObjectNode told) {
        var stated = Json.object();
        told.properties().stream()
                .filter(member -> !member.getValue().isNull())
                .forEach(member -> stated.set(member.getKey(), member.getValue()));
        return stated;
    }

    private void copyAll() {
        reader.refuseUnknown(MEMBERS);
        text("what", "title", LONGEST_STORY, "");
        tag("component", "component");
        tag("team", "team");
        tag("savedBy", "saved_by");
        if (told.has("potentialSeverity")) {
            facts.set("severity", told.get("potentialSeverity"));
        }
        when();
        text("contact", "summary", LONGEST_CONTACT, "Contact: ");
    }

    private void text(String member, String fact, int longest, String prefix) {
        var text = reader.text(member, longest);
        if (text != null) {
            facts.put(fact, prefix + text.strip());
        } else if (told.path(member).isNull()) {
            facts.putNull(fact);
        }
    }

    private void tag(String member, String dimension) {
        var node = told.get(member);
        if (node != null && node.isNull()) {
            tags().putNull(dimension);
        } else if (node != null) {
            tags().putArray(dimension).add(node);
        }
    }

    private void when() {
        var node = told.get("when");
        if (node != null) {
            var time = node.isTextual() ? ObjectReader.time(node.textValue(), "", new Problems()) : null;
            facts.set(
                    "occurredAt",
                    time == null ? node : time.<JsonNode>map(this::cut).orElse(node));
        }
    }

    private JsonNode cut(Instant time) {
        return facts.textNode(time.truncatedTo(precision).toString());
    }

    private ObjectNode tags() {
        return facts.withObjectProperty("tags");
    }

    private Made made(Instant now) {
        var inFacts = new Problems();
        var read = FactsReader.read(new ObjectReader(facts, "", inFacts), now);
        inFacts.all().forEach(problem -> problems.add(asTold(problem.pointer()), problem.detail()));
        return new Made(facts, read, problems.all());
    }

    private static String asTold(String pointer) {
        return MEMBER_BY_FACT.entrySet().stream()
                .filter(fact -> pointer.startsWith(fact.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(pointer);
    }
}
