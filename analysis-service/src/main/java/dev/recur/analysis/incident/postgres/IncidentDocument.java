package dev.recur.analysis.incident.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recur.analysis.incident.Incident;
import dev.recur.analysis.incident.TagValues;
import dev.recur.wire.json.WireName;
import dev.recur.wire.report.Kind;
import dev.recur.wire.report.Link;
import dev.recur.wire.report.Severity;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the document of an incident's row, also of an older one that says everything for each tag. */
final class IncidentDocument {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final JsonNode json;

    private IncidentDocument(JsonNode json) {
        this.json = json;
    }

    static Incident read(String document) {
        try {
            return new IncidentDocument(MAPPER.readTree(document)).incident();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Incident incident() {
        var duplicateOf = text(json, "duplicateOf");
        return new Incident(
                UUID.fromString(required(json, "incidentId")),
                required(json, "source"),
                text(json, "externalId"),
                constant(Kind.class, "kind"),
                required(json, "title"),
                text(json, "summary"),
                constant(Severity.class, "severity"),
                Instant.parse(required(json, "time")),
                time("occurredAt"),
                time("detectedAt"),
                time("acknowledgedAt"),
                time("mitigatedAt"),
                time("resolvedAt"),
                tags(),
                measures(),
                links(),
                duplicateOf == null ? null : UUID.fromString(duplicateOf),
                json.path("backfilled").booleanValue(),
                json.path("retracted").booleanValue(),
                json.path("reports").intValue(),
                computed());
    }

    private Map<String, TagValues> tags() {
        var said = json.path("said");
        var source = text(said, "source");
        var asOf = said.isMissingNode() ? null : Instant.parse(required(said, "asOf"));
        var tags = new HashMap<String, TagValues>();
        json.path("tags").properties().forEach(tag -> {
            var node = tag.getValue();
            var values = texts(node.path("values"));
            var ownSource = text(node, "source");
            var ownAsOf = text(node, "asOf");
            tags.put(
                    tag.getKey(),
                    new TagValues(
                            values,
                            node.has("asTyped") ? texts(node.path("asTyped")) : values,
                            Objects.requireNonNull(ownSource == null ? source : ownSource),
                            Objects.requireNonNull(ownAsOf == null ? asOf : Instant.parse(ownAsOf))));
        });
        return Map.copyOf(tags);
    }

    private Map<String, BigDecimal> measures() {
        var measures = new HashMap<String, BigDecimal>();
        json.path("measures")
                .properties()
                .forEach(measure ->
                        measures.put(measure.getKey(), measure.getValue().decimalValue()));
        return Map.copyOf(measures);
    }

    private List<Link> links() {
        var links = new ArrayList<Link>();
        json.path("links").forEach(link -> links.add(new Link(required(link, "rel"), required(link, "href"))));
        return links;
    }

    private Map<String, List<String>> computed() {
        var computed = new HashMap<String, List<String>>();
        json.path("computed").properties().forEach(values -> computed.put(values.getKey(), texts(values.getValue())));
        return computed;
    }

    private <E extends Enum<E> & WireName> E constant(Class<E> type, String name) {
        return WireName.find(type, required(json, name)).orElseThrow();
    }

    private @Nullable Instant time(String name) {
        var text = text(json, name);
        return text == null ? null : Instant.parse(text);
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>(array.size());
        array.forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    private static String required(JsonNode node, String name) {
        return Objects.requireNonNull(text(node, name), name);
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.path(name).textValue();
    }
}
