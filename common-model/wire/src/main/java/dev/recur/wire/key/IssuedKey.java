package dev.recur.wire.key;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API key that somebody was given.
 *
 * @param sha256 of the key, 64 hexadecimal digits in lower case; the key itself is kept nowhere
 * @param sources the sources that it may speak for, any when empty
 * @param expiresAt when it stops being accepted, {@code null} for never
 */
public record IssuedKey(
        UUID keyId,
        String name,
        String sha256,
        Set<String> roles,
        Set<String> sources,
        @Nullable Instant expiresAt,
        Instant createdAt) {}
