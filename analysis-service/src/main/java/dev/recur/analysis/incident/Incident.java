package dev.recur.analysis.incident;

import dev.recur.wire.report.Kind;
import dev.recur.wire.report.Link;
import dev.recur.wire.report.Severity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Something that failed, or nearly did: the fold of its reports.
 *
 * @param source who reported it first
 * @param title never missing: one that no report gave a title has its identity
 * @param time for windows: {@code occurredAt}, else {@code detectedAt}, else the smallest {@code asOf}
 * @param tags by dimension, only those with values
 * @param reports how many reports it is the fold of
 * @param computed the values of computed dimensions, none before they are derived
 */
public record Incident(
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
        Map<String, TagValues> tags,
        Map<String, BigDecimal> measures,
        List<Link> links,
        @Nullable UUID duplicateOf,
        boolean backfilled,
        boolean retracted,
        int reports,
        Map<String, List<String>> computed)
        implements Described {

    /** A document from before there were computed dimensions has none. */
    @SuppressWarnings("ConstantValue")
    public Incident {
        computed = Objects.requireNonNullElse(computed, Map.of());
    }

    @Override
    public boolean counted() {
        return !retracted && duplicateOf == null;
    }

    @Override
    public List<String> valuesOf(String name) {
        return switch (name) {
            case "kind" -> List.of(kind.wireName());
            case "severity" -> List.of(severity.wireName());
            case "source" -> List.of(source);
            default -> {
                var values = tags.get(name);
                yield values == null ? computed.getOrDefault(name, List.of()) : values.values();
            }
        };
    }

    /** Calls for every dimension, typed or computed, that it has values of. */
    public void forEachDimension(BiConsumer<String, List<String>> each) {
        tags.forEach((dimension, values) -> each.accept(dimension, values.values()));
        computed.forEach(each);
    }

    /** As {@link #forEachDimension}, for those that incidents are stored by: the others follow from its time and facts. */
    public void forEachStoredDimension(BiConsumer<String, List<String>> each) {
        tags.forEach((dimension, values) -> each.accept(dimension, values.values()));
        var after = computed.get(Derivation.AFTER);
        if (after != null) {
            each.accept(Derivation.AFTER, after);
        }
    }

    Incident withTags(Map<String, TagValues> otherTags) {
        return new Incident(
                incidentId,
                source,
                externalId,
                kind,
                title,
                summary,
                severity,
                time,
                occurredAt,
                detectedAt,
                acknowledgedAt,
                mitigatedAt,
                resolvedAt,
                otherTags,
                measures,
                links,
                duplicateOf,
                backfilled,
                retracted,
                reports,
                computed);
    }

    Incident withComputed(Map<String, List<String>> values) {
        return new Incident(
                incidentId,
                source,
                externalId,
                kind,
                title,
                summary,
                severity,
                time,
                occurredAt,
                detectedAt,
                acknowledgedAt,
                mitigatedAt,
                resolvedAt,
                tags,
                measures,
                links,
                duplicateOf,
                backfilled,
                retracted,
                reports,
                values);
    }
}
