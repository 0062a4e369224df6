package dev.recur.ingest.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import dev.recur.wire.report.Report;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What reports tell, by name: facts, {@code link} (the first one), or a dimension (its first value). Times are those of
 * UTC, to the microsecond.
 */
record Told(@Nullable String externalId, Instant asOf, ObjectNode facts) {

    static Told by(Report report) {
        return new Told(report.externalId(), report.asOf(), report.factsAsSent());
    }

    /** Each incident as its reports fold, in the order in which they were first heard of. */
    static List<Told> incidents(List<Report> reports) {
        var folded = new LinkedHashMap<UUID, Told>();
        reports.forEach(report -> folded.put(report.incidentId(), by(report)));
        folded.replaceAll((id, any) -> {
            var facts = Json.object();
            var own = reports.stream()
                    .filter(report -> report.incidentId().equals(id))
                    .sorted(Comparator.comparing(Report::asOf))
                    .toList();
            own.forEach(report -> state(facts, report.factsAsSent()));
            return new Told(own.getFirst().externalId(), own.getLast().asOf(), facts);
        });
        return List.copyOf(folded.values());
    }

    /** Facts replace facts, tags dimension by dimension. */
    private static void state(ObjectNode facts, ObjectNode stated) {
        var tags = facts.path("tags").deepCopy();
        facts.setAll(stated);
        if (tags instanceof ObjectNode earlier && stated.get("tags") instanceof ObjectNode later) {
            facts.set("tags", earlier.setAll(later));
        }
    }

    /** As {@link #of(String)}; of an identity only the key is looked at when no more is expected. */
    @Nullable
    String of(String name, @Nullable String expected) {
        return expected != null
                        && name.equals("externalId")
                        && String.valueOf(of(name)).startsWith(expected + "/")
                ? expected
                : of(name);
    }

    @Nullable
    String of(String name) {
        return switch (name) {
            case "externalId" -> externalId;
            case "asOf" -> asOf.toString();
            case "link" -> text(facts.at("/links/0/href"));
            case "component", "team", "environment", "detection", "trigger", "cause" ->
                text(facts.at("/tags/" + name + "/0"));
            default -> name.endsWith("At") ? time(facts.path(name)) : text(facts.path(name));
        };
    }

    private static @Nullable String text(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? null : node.asText();
    }

    private static @Nullable String time(JsonNode node) {
        var text = text(node);
        return text == null
                ? null
                : OffsetDateTime.parse(text)
                        .toInstant()
                        .truncatedTo(ChronoUnit.MICROS)
                        .toString();
    }
}
