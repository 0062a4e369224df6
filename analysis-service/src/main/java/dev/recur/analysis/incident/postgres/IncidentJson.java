package dev.recur.analysis.incident.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.recur.analysis.incident.Incident;
import dev.recur.analysis.incident.TagValues;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An incident as the document of its row. What it does not say is not written, and what most of its tags have in common
 * only once: PostgreSQL compresses rows that are longer than 2 kB, which costs more than writing them.
 */
public final class IncidentJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private IncidentJson() {}

    public static String write(Incident incident) {
        var bytes = new ByteArrayOutputStream(1024);
        try (var json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            writeFacts(json, incident);
            writeTags(json, incident.tags());
            writeMeasures(json, incident.measures());
            writeLinks(json, incident);
            json.writeObjectFieldStart("computed");
            for (var computed : incident.computed().entrySet()) {
                writeTexts(json, computed.getKey(), computed.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(UTF_8);
    }

    public static Incident read(String document) {
        return IncidentDocument.read(document);
    }

    private static void writeFacts(JsonGenerator json, Incident incident) throws IOException {
        writeText(json, "incidentId", incident.incidentId());
        writeText(json, "source", incident.source());
        writeText(json, "externalId", incident.externalId());
        writeText(json, "kind", incident.kind().wireName());
        writeText(json, "title", incident.title());
        writeText(json, "summary", incident.summary());
        writeText(json, "severity", incident.severity().wireName());
        writeText(json, "time", incident.time());
        writeText(json, "occurredAt", incident.occurredAt());
        writeText(json, "detectedAt", incident.detectedAt());
        writeText(json, "acknowledgedAt", incident.acknowledgedAt());
        writeText(json, "mitigatedAt", incident.mitigatedAt());
        writeText(json, "resolvedAt", incident.resolvedAt());
        writeText(json, "duplicateOf", incident.duplicateOf());
        if (incident.backfilled()) {
            json.writeBooleanField("backfilled", true);
        }
        if (incident.retracted()) {
            json.writeBooleanField("retracted", true);
        }
        json.writeNumberField("reports", incident.reports());
    }

    private static void writeTags(JsonGenerator json, Map<String, TagValues> tags) throws IOException {
        if (tags.isEmpty()) {
            return;
        }
        var common = tags.values().iterator().next();
        json.writeObjectFieldStart("said");
        writeText(json, "source", common.source());
        writeText(json, "asOf", common.asOf());
        json.writeEndObject();
        json.writeObjectFieldStart("tags");
        for (var tag : tags.entrySet()) {
            var values = tag.getValue();
            json.writeObjectFieldStart(tag.getKey());
            writeTexts(json, "values", values.values());
            if (!values.asTyped().equals(values.values())) {
                writeTexts(json, "asTyped", values.asTyped());
            }
            if (!isSaidWith(common.source(), common.asOf(), values)) {
                writeText(json, "source", values.source());
                writeText(json, "asOf", values.asOf());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static boolean isSaidWith(String source, Instant asOf, TagValues values) {
        return values.source().equals(source) && values.asOf().equals(asOf);
    }

    private static void writeMeasures(JsonGenerator json, Map<String, BigDecimal> measures) throws IOException {
        if (!measures.isEmpty()) {
            json.writeObjectFieldStart("measures");
            for (var measure : measures.entrySet()) {
                json.writeNumberField(measure.getKey(), measure.getValue());
            }
            json.writeEndObject();
        }
    }

    private static void writeLinks(JsonGenerator json, Incident incident) throws IOException {
        if (!incident.links().isEmpty()) {
            json.writeArrayFieldStart("links");
            for (var link : incident.links()) {
                json.writeStartObject();
                writeText(json, "rel", link.rel());
                writeText(json, "href", link.href());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    private static void writeTexts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (var text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void writeText(JsonGenerator json, String name, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeStringField(name, Objects.toString(value));
        }
    }
}
