package dev.recur.wire.marker;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dated thing that happened to the organisation: a release, a holiday, a reorganisation. Of several records of one
 * marker the one recorded last stands.
 *
 * @param type for example {@code release}, which {@code after:release} and the condition {@code after_marker} name
 * @param endsAt {@code null} for what has no end, or none that is known
 * @param tags values as typed; what it was about, empty for everything
 */
public record Marker(
        UUID markerId,
        String source,
        @Nullable String externalId,
        String type,
        @Nullable String title,
        Instant startsAt,
        @Nullable Instant endsAt,
        Map<String, List<String>> tags,
        Instant recordedAt) {}
