package dev.recur.wire.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An immutable statement about one incident.
 *
 * @param externalId the sender's own name of the incident
 * @param correlationKey names the incident across several sources
 * @param asOf the moment as of which the facts are true
 * @param recordedAt when Recur took the report in
 * @param reason why an incident was retracted or restored
 * @param factsAsSent the facts as JSON, exactly as the sender stated them
 */
public record Report(
        UUID incidentId,
        UUID reportId,
        ReportType type,
        String source,
        @Nullable String externalId,
        @Nullable String correlationKey,
        Instant asOf,
        Instant recordedAt,
        @Nullable String reason,
        ObjectNode factsAsSent,
        Facts facts) {}
