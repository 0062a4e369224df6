package dev.recur.analysis.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import dev.recur.wire.report.Report;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** An incident by the words of the design, "The fold", on the JSON of the facts. */
public record OracleIncident(
        UUID id,
        boolean counted,
        boolean retracted,
        String kind,
        Instant time,
        Map<String, TreeSet<String>> tags,
        Map<String, BigDecimal> measures,
        boolean backfilled,
        int reports) {

    /** What stands of all copies: of one report id the smallest by (recordedAt, SHA-256 of the facts). */
    public static Collection<Report> standing(Collection<Report> copies) {
        var standing = new LinkedHashMap<UUID, Report>();
        for (var copy : copies) {
            standing.merge(
                    copy.reportId(),
                    copy,
                    (one, other) -> smallness(one).compareTo(smallness(other)) <= 0 ? one : other);
        }
        return standing.values();
    }

    private static String smallness(Report report) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(Json.canonical(report.factsAsSent()));
            return "%020d".formatted(report.recordedAt().toEpochMilli())
                    + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static List<OracleIncident> all(Collection<Report> standing) {
        var byIncident = new TreeMap<String, List<Report>>();
        standing.forEach(report -> byIncident
                .computeIfAbsent(report.incidentId().toString(), id -> new ArrayList<>())
                .add(report));
        return byIncident.values().stream().map(OracleIncident::fold).toList();
    }

    private static OracleIncident fold(List<Report> reports) {
        var ordered = reports.stream()
                .sorted(Comparator.comparing((Report report) -> report.asOf())
                        .thenComparing(Report::recordedAt)
                        .thenComparing(report -> report.reportId().toString()))
                .toList();
        var facts = Json.object();
        var tags = new TreeMap<String, TreeSet<String>>();
        var measures = new TreeMap<String, BigDecimal>();
        var retracted = false;
        for (var report : ordered) {
            retracted = switch (report.type()) {
                case REPORTED -> retracted;
                case RETRACTED -> true;
                case RESTORED -> false;
            };
            merge(facts, tags, measures, report.factsAsSent());
        }
        var time = facts.hasNonNull("occurredAt")
                ? Instant.parse(facts.get("occurredAt").textValue())
                : facts.hasNonNull("detectedAt")
                        ? Instant.parse(facts.get("detectedAt").textValue())
                        : ordered.getFirst().asOf();
        return new OracleIncident(
                ordered.getFirst().incidentId(),
                !retracted && !facts.hasNonNull("duplicateOf"),
                retracted,
                facts.hasNonNull("kind") ? facts.get("kind").textValue() : "incident",
                time,
                tags,
                measures,
                facts.path("backfilled").asBoolean(false),
                ordered.size());
    }

    private static void merge(
            ObjectNode facts, Map<String, TreeSet<String>> tags, Map<String, BigDecimal> measures, ObjectNode sent) {
        sent.properties().forEach(fact -> {
            switch (fact.getKey()) {
                case "tags" -> {
                    if (fact.getValue().isNull()) {
                        tags.clear();
                    }
                    fact.getValue().properties().forEach(tag -> {
                        var values = new TreeSet<String>();
                        tag.getValue().forEach(value -> values.add(value.textValue()));
                        tags.put(tag.getKey(), values);
                    });
                    tags.values().removeIf(TreeSet::isEmpty);
                }
                case "measures" -> fact.getValue().properties().forEach(measure -> put(measures, measure));
                default -> facts.set(fact.getKey(), fact.getValue());
            }
        });
    }

    private static void put(Map<String, BigDecimal> measures, Map.Entry<String, JsonNode> measure) {
        if (measure.getValue().isNull()) {
            measures.remove(measure.getKey());
        } else {
            measures.put(measure.getKey(), measure.getValue().decimalValue());
        }
    }

    /** The groups it is in: one for every combination of its values, written as {@code a=b c=d}. */
    List<String> groups(List<String> dimensions) {
        var groups = List.of("");
        for (var dimension : dimensions) {
            var longer = new ArrayList<String>();
            for (var group : groups) {
                for (var value : tags.getOrDefault(dimension, new TreeSet<>())) {
                    longer.add((group + " " + dimension + "=" + value).strip());
                }
            }
            groups = longer;
        }
        return groups;
    }

    static ObjectNode facts(String json) {
        return (ObjectNode) Json.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
