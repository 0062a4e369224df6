package dev.recur.wire.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.UUIDType;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import dev.recur.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Identity is computed, not looked up, so that retries are harmless and any number of copies of a service agree.
 * Name-based identities are UUIDv5 (RFC 9562) of their parts, each preceded by its length, so that no two lists of parts
 * give the same name.
 */
public final class Identity {

    private static final UUID NAMESPACE = UUID.fromString("f3f3a2d0-5b0e-5c43-9e3a-7c1d5e2b9a64");

    private Identity() {}

    /** The incident that all sources mean by a correlation key. */
    public static UUID incidentOfCorrelationKey(String correlationKey) {
        return named("incident/correlation", correlationKey);
    }

    /** The incident that a source knows by its own id. */
    public static UUID incidentOfExternalId(String source, String externalId) {
        return named("incident/external", source, externalId);
    }

    /** The incident of the item at an index of a request with an {@code Idempotency-Key}. */
    public static UUID incidentOfIdempotencyKey(String source, String idempotencyKey, int index) {
        return named("incident/idempotency", source, idempotencyKey, Integer.toString(index));
    }

    /** The incident of the near miss that a receipt was given for: who knows the receipt can add to it, nobody else. */
    public static UUID incidentOfReceipt(String receipt) {
        return named("incident/receipt", receipt);
    }

    /** The marker that a source knows by its own id. */
    public static UUID markerOfExternalId(String source, String externalId) {
        return named("marker/external", source, externalId);
    }

    /** The marker of a request with an {@code Idempotency-Key}. */
    public static UUID markerOfIdempotencyKey(String source, String idempotencyKey) {
        return named("marker/idempotency", source, idempotencyKey);
    }

    /** A report that its sender gave an {@code Idempotency-Key}, in a batch followed by the item's index. */
    public static UUID reportOfIdempotencyKey(UUID incidentId, String idempotencyKey) {
        return named("report/idempotency", incidentId.toString(), idempotencyKey);
    }

    /**
     * A report without an {@code Idempotency-Key}: the same statement again is the same report.
     *
     * @param asOfAsSent the time as the sender wrote it, if any
     */
    public static UUID reportOfContent(
            UUID incidentId, ReportType type, @Nullable String asOfAsSent, JsonNode factsAsSent) {
        return named(
                "report/content",
                incidentId.toString(),
                type.name(),
                asOfAsSent == null ? "" : asOfAsSent,
                new String(Json.canonical(factsAsSent), StandardCharsets.UTF_8));
    }

    /** A UUIDv5 of its parts. */
    public static UUID named(String... parts) {
        var name = new StringBuilder();
        for (var part : parts) {
            name.append(part.length()).append(':').append(part);
        }
        return new NameBasedGenerator(NAMESPACE, sha1(), UUIDType.NAME_BASED_SHA1).generate(name.toString());
    }

    /** A new identity, in the order of time (UUIDv7). */
    public static UUID random() {
        return Generators.timeBasedEpochGenerator().generate();
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
