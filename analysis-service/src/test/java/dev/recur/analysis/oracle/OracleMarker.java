package dev.recur.analysis.oracle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A marker.
 *
 * @param component {@code null} for one of everything
 */
public record OracleMarker(
        String type, Instant start, @Nullable String component) {}
