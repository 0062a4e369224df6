package dev.recur.analysis.incident;

import dev.recur.wire.report.Fact;
import dev.recur.wire.report.Kind;
import dev.recur.wire.report.Link;
import dev.recur.wire.report.Report;
import dev.recur.wire.report.Severity;
import dev.recur.wire.tag.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Folds the reports of one incident, in the order of (asOf, recordedAt, reportId). The same reports in any order give
 * the same incident. What else it is derived by, {@link Derivation} adds.
 */
public final class Fold {

    private static final Comparator<Report> ORDER = Comparator.comparing(Report::asOf)
            .thenComparing(Report::recordedAt)
            .thenComparing(report -> report.reportId().toString());

    private final Map<String, TagValues> tags = new TreeMap<>();
    private final Map<String, BigDecimal> measures = new TreeMap<>();
    private @Nullable Kind kind;
    private @Nullable String title;
    private @Nullable String summary;
    private @Nullable Severity severity;
    private @Nullable Instant occurredAt;
    private @Nullable Instant detectedAt;
    private @Nullable Instant acknowledgedAt;
    private @Nullable Instant mitigatedAt;
    private @Nullable Instant resolvedAt;
    private @Nullable List<Link> links;
    private @Nullable UUID duplicateOf;
    private @Nullable Boolean backfilled;
    private @Nullable String externalId;
    private @Nullable String correlationKey;
    private boolean retracted;

    private Fold() {}

    /**
     * The incident of its reports.
     *
     * @param reports at least one, each report id once, all of one incident
     */
    public static Incident of(Collection<Report> reports) {
        var ordered = reports.stream().sorted(ORDER).toList();
        var fold = new Fold();
        ordered.forEach(fold::add);
        return fold.finish(ordered.getFirst(), ordered.size());
    }

    private void add(Report report) {
        switch (report.type()) {
            case REPORTED -> {}
            case RETRACTED -> retracted = true;
            case RESTORED -> retracted = false;
        }
        externalId = externalId == null ? report.externalId() : externalId;
        correlationKey = correlationKey == null ? report.correlationKey() : correlationKey;
        var facts = report.facts();
        kind = next(kind, facts.kind());
        title = next(title, facts.title());
        summary = next(summary, facts.summary());
        severity = next(severity, facts.severity());
        occurredAt = next(occurredAt, facts.occurredAt());
        detectedAt = next(detectedAt, facts.detectedAt());
        acknowledgedAt = next(acknowledgedAt, facts.acknowledgedAt());
        mitigatedAt = next(mitigatedAt, facts.mitigatedAt());
        resolvedAt = next(resolvedAt, facts.resolvedAt());
        links = next(links, facts.links());
        duplicateOf = next(duplicateOf, facts.duplicateOf());
        backfilled = next(backfilled, facts.backfilled());
        addTags(facts.tags(), report);
        addMeasures(facts.measures());
    }

    private static <T> @Nullable T next(@Nullable T before, Fact<T> fact) {
        return switch (fact) {
            case Fact.Absent<T> absent -> before;
            case Fact.Cleared<T> cleared -> null;
            case Fact.Stated<T> stated -> stated.value();
        };
    }

    private void addTags(Fact<Map<String, List<String>>> fact, Report report) {
        switch (fact) {
            case Fact.Absent<Map<String, List<String>>> absent -> {}
            case Fact.Cleared<Map<String, List<String>>> cleared -> tags.clear();
            case Fact.Stated<Map<String, List<String>>> stated ->
                stated.value().forEach((dimension, typed) -> {
                    if (typed.isEmpty()) {
                        tags.remove(dimension);
                    } else {
                        tags.put(dimension, values(typed, report));
                    }
                });
        }
    }

    private static TagValues values(List<String> typed, Report report) {
        var normalised = typed.stream().map(Tag::normalise).distinct().sorted().toList();
        return new TagValues(normalised, List.copyOf(typed), report.source(), report.asOf());
    }

    private void addMeasures(Fact<Map<String, Optional<BigDecimal>>> fact) {
        switch (fact) {
            case Fact.Absent<Map<String, Optional<BigDecimal>>> absent -> {}
            case Fact.Cleared<Map<String, Optional<BigDecimal>>> cleared -> measures.clear();
            case Fact.Stated<Map<String, Optional<BigDecimal>>> stated ->
                stated.value()
                        .forEach((name, value) -> value.ifPresentOrElse(
                                number -> measures.put(name, number), () -> measures.remove(name)));
        }
    }

    private Incident finish(Report first, int reports) {
        var identity = Objects.requireNonNullElse(
                externalId,
                Objects.requireNonNullElse(correlationKey, first.incidentId().toString()));
        return new Incident(
                first.incidentId(),
                first.source(),
                externalId,
                Objects.requireNonNullElse(kind, Kind.INCIDENT),
                Objects.requireNonNullElse(title, identity),
                summary,
                Objects.requireNonNullElse(severity, Severity.UNKNOWN),
                time(first),
                occurredAt,
                detectedAt,
                acknowledgedAt,
                mitigatedAt,
                resolvedAt,
                Map.copyOf(tags),
                Map.copyOf(measures),
                Objects.requireNonNullElse(links, List.of()),
                duplicateOf,
                Objects.requireNonNullElse(backfilled, false),
                retracted,
                reports,
                Map.of());
    }

    /** The first report in order has the smallest asOf. */
    private Instant time(Report first) {
        if (occurredAt != null) {
            return occurredAt;
        }
        return detectedAt != null ? detectedAt : first.asOf();
    }
}
