package dev.recur.analysis.rule.postgres;

import dev.recur.analysis.incident.Described;
import dev.recur.wire.report.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** As much of an incident as the rule asks for that it was read for. */
record SlimIncident(
        UUID incidentId,
        Instant time,
        Kind kind,
        String severity,
        String source,
        boolean backfilled,
        Map<String, BigDecimal> measures,
        Map<String, List<String>> values)
        implements Described {

    @Override
    public boolean counted() {
        return true;
    }

    @Override
    public List<String> valuesOf(String name) {
        return switch (name) {
            case "kind" -> List.of(kind.wireName());
            case "severity" -> List.of(severity);
            case "source" -> List.of(source);
            default -> values.getOrDefault(name, List.of());
        };
    }
}
