package dev.recur.wire.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The facts that one report states. Times are cut to microseconds.
 *
 * @param tags by dimension, values as typed; an empty list clears the dimension
 * @param measures by name; an empty value clears the measure
 */
public record Facts(
        Fact<Kind> kind,
        Fact<String> title,
        Fact<String> summary,
        Fact<Severity> severity,
        Fact<Instant> occurredAt,
        Fact<Instant> detectedAt,
        Fact<Instant> acknowledgedAt,
        Fact<Instant> mitigatedAt,
        Fact<Instant> resolvedAt,
        Fact<Map<String, List<String>>> tags,
        Fact<Map<String, Optional<BigDecimal>>> measures,
        Fact<List<Link>> links,
        Fact<UUID> duplicateOf,
        Fact<Boolean> backfilled) {

    /** Names of all facts, in the order of the contract. */
    public static final List<String> NAMES = List.of(
            "kind",
            "title",
            "summary",
            "severity",
            "occurredAt",
            "detectedAt",
            "acknowledgedAt",
            "mitigatedAt",
            "resolvedAt",
            "tags",
            "measures",
            "links",
            "duplicateOf",
            "backfilled");
}
