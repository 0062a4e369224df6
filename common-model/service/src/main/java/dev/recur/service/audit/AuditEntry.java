package dev.recur.service.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import dev.recur.wire.report.Identity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change that somebody made.
 *
 * @param by the name of the key or person
 * @param action what was done, for example {@code rule_changed}
 * @param subject to what, for example {@code rule/0190…}
 * @param before as callers see it, {@code null} where it was not there; never with a secret
 * @param after as {@code before}, {@code null} where it is there no more
 */
public record AuditEntry(
        UUID auditId,
        Instant at,
        String by,
        String action,
        String subject,
        @Nullable JsonNode before,
        @Nullable JsonNode after) {

    /** A change that is being made. */
    public static AuditEntry of(
            Instant at, String by, String action, String subject, @Nullable JsonNode before, @Nullable JsonNode after) {
        return new AuditEntry(Identity.random(), at, by, action, subject, before, after);
    }

    /** The statement that adds an entry, with placeholders as {@code $1} or, for Hibernate, as {@code ?1}. */
    public static String insert(char placeholder) {
        var placeholders = new Object[7];
        Arrays.setAll(placeholders, i -> placeholder + Integer.toString(i + 1));
        return """
                insert into audit (audit_id, at, actor, action, subject, before, after)
                values (%s, %s, %s, %s, %s, cast(cast(nullif(%s, '') as text) as jsonb),
                        cast(cast(nullif(%s, '') as text) as jsonb))
                """.formatted(placeholders);
    }

    /** The values of {@link #insert}. */
    public List<Object> values() {
        return List.of(auditId, at.atOffset(ZoneOffset.UTC), by, action, subject, text(before), text(after));
    }

    private static String text(@Nullable JsonNode node) {
        return node == null ? "" : new String(Json.write(node), StandardCharsets.UTF_8);
    }

    /** As admins see it. */
    public ObjectNode toJson() {
        var json = Json.object()
                .put("auditId", auditId.toString())
                .put("at", at.toString())
                .put("by", by)
                .put("action", action)
                .put("subject", subject);
        json.set("before", before);
        json.set("after", after);
        return json;
    }
}
