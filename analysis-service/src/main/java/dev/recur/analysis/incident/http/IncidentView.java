package dev.recur.analysis.incident.http;

import dev.recur.analysis.incident.Incident;
import dev.recur.analysis.incident.TagValues;
import dev.recur.wire.report.Kind;
import dev.recur.wire.report.Link;
import dev.recur.wire.report.Severity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An incident as callers see it: the facts as in a report, and what is derived from them.
 *
 * @param time for windows: {@code occurredAt}, else {@code detectedAt}, else the earliest report's {@code asOf}
 * @param tags values as they are counted
 * @param computed values of the dimensions that nobody types
 * @param provenance for each dimension the report that set it, and what it typed
 * @param status open or resolved
 */
record IncidentView(
        UUID incidentId,
        String source,
        @Nullable String externalId,
        Kind kind,
        String title,
        @Nullable String summary,
        Severity severity,
        Instant time,
        @Nullable Instant occurredAt,
        @Nullable Instant detectedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable Instant mitigatedAt,
        @Nullable Instant resolvedAt,
        String status,
        Map<String, List<String>> tags,
        Map<String, List<String>> computed,
        Map<String, Provenance> provenance,
        Map<String, BigDecimal> measures,
        List<Link> links,
        @Nullable UUID duplicateOf,
        boolean backfilled,
        boolean retracted,
        int reports) {

    /** Which report set a dimension. */
    record Provenance(String source, Instant asOf, List<String> asTyped) {}

    static IncidentView of(Incident incident) {
        var tags = new TreeMap<String, List<String>>();
        var provenance = new TreeMap<String, Provenance>();
        incident.tags().forEach((dimension, values) -> {
            tags.put(dimension, values.values());
            provenance.put(dimension, provenance(values));
        });
        return new IncidentView(
                incident.incidentId(),
                incident.source(),
                incident.externalId(),
                incident.kind(),
                incident.title(),
                incident.summary(),
                incident.severity(),
                incident.time(),
                incident.occurredAt(),
                incident.detectedAt(),
                incident.acknowledgedAt(),
                incident.mitigatedAt(),
                incident.resolvedAt(),
                incident.resolvedAt() == null ? "open" : "resolved",
                tags,
                new TreeMap<>(incident.computed()),
                provenance,
                new TreeMap<>(incident.measures()),
                incident.links(),
                incident.duplicateOf(),
                incident.backfilled(),
                incident.retracted(),
                incident.reports());
    }

    private static Provenance provenance(TagValues values) {
        return new Provenance(values.source(), values.asOf(), values.asTyped());
    }
}
