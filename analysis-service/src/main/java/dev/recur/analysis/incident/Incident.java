package dev.recur.analysis.incident;

import dev.recur.wire.report.Kind;
import dev.recur.wire.report.Link;
import dev.recur.wire.report.Severity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that failed, or nearly did: the fold of its reports.
 *
 * @param source who reported it first
 * @param title never missing: one that no report gave a title has its identity
 * @param time for windows: {@code occurredAt}, else {@code detectedAt}, else the smallest {@code asOf}
 * @param tags by dimension, only those with values
 * @param reports how many reports it is the fold of
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
        int reports)
        implements Described {

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
                yield values == null ? List.of() : values.values();
            }
        };
    }
}
