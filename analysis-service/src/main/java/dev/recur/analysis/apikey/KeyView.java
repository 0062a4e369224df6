package dev.recur.analysis.apikey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key as admins see it, which is never enough to call with it.
 *
 * @param origin {@code api}, or {@code configuration}, which is where such a one is revoked
 * @param hint the end of its checksum
 */
public record KeyView(
        UUID id,
        String name,
        String origin,
        @Nullable String hint,
        Set<String> roles,
        Set<String> sources,
        @Nullable Instant expiresAt,
        @Nullable Instant createdAt,
        @Nullable String createdBy) {

    public static final String FROM_API = "api";
    public static final String FROM_CONFIGURATION = "configuration";

    /** What does not change. */
    public ObjectNode toJson() {
        var json = Json.object()
                .put("id", id.toString())
                .put("name", name)
                .put("origin", origin)
                .put("hint", hint);
        var allRoles = json.putArray("roles");
        roles.stream().sorted().forEach(allRoles::add);
        var allSources = json.putArray("sources");
        sources.stream().sorted().forEach(allSources::add);
        return json.put("expiresAt", text(expiresAt))
                .put("createdAt", text(createdAt))
                .put("createdBy", createdBy);
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
