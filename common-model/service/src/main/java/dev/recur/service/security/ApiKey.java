package dev.recur.service.security;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key that is accepted.
 *
 * @param roles with those that they bring with them
 * @param sources the sources that it may speak for, any when empty
 */
record ApiKey(
        UUID id,
        String name,
        String sha256,
        Set<String> roles,
        Set<String> sources,
        @Nullable Instant expiresAt) {

    boolean isValidAt(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }
}
