package dev.recur.wire.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.uuid.Generators;
import dev.recur.wire.json.Json;
import java.nio.ByteBuffer;
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

    private static final long VERSION_5 = 0x5000L;
    private static final long VARIANT = 1L << 63;

    /** To go on from: asking the platform for a digest costs as much as digesting a short name. */
    private static final MessageDigest OF_NAMESPACE = ofNamespace();

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
        var sha1 = sha1();
        add(sha1, "report/content");
        add(sha1, incidentId.toString());
        add(sha1, type.name());
        add(sha1, asOfAsSent == null ? "" : asOfAsSent);
        add(sha1, Json.canonical(factsAsSent));
        return uuid(sha1);
    }

    /** A UUIDv5 of its parts. */
    public static UUID named(String... parts) {
        var sha1 = sha1();
        for (var part : parts) {
            add(sha1, part);
        }
        return uuid(sha1);
    }

    private static void add(MessageDigest sha1, String part) {
        sha1.update((part.length() + ":" + part).getBytes(StandardCharsets.UTF_8));
    }

    /** As of the text that the bytes of UTF-8 are. */
    private static void add(MessageDigest sha1, byte[] utf8) {
        var characters = 0;
        for (var b : utf8) {
            characters += (b & 0xC0) == 0x80 ? 0 : (b & 0xF8) == 0xF0 ? 2 : 1;
        }
        sha1.update((characters + ":").getBytes(StandardCharsets.UTF_8));
        sha1.update(utf8);
    }

    private static UUID uuid(MessageDigest sha1) {
        var name = ByteBuffer.wrap(sha1.digest());
        var high = (name.getLong() & ~0xF000L) | VERSION_5;
        var low = (name.getLong() & ~(0b11L << 62)) | VARIANT;
        return new UUID(high, low);
    }

    /** A new identity, in the order of time (UUIDv7). */
    public static UUID random() {
        return Generators.timeBasedEpochGenerator().generate();
    }

    private static MessageDigest sha1() {
        try {
            return (MessageDigest) OF_NAMESPACE.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the digest of the platform can be cloned", e);
        }
    }

    private static MessageDigest ofNamespace() {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(NAMESPACE.getMostSignificantBits())
                    .putLong(NAMESPACE.getLeastSignificantBits())
                    .flip());
            return sha1;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
