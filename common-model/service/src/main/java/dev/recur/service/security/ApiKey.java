package dev.recur.service.security;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key that is accepted.
 *
 * @param sources the sources that it may speak for, any when empty
 */
record ApiKey(
        String name,
        String sha256,
        Set<String> roles,
        Set<String> sources,
        @Nullable Instant expiresAt) {

    boolean isValidAt(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }
}
