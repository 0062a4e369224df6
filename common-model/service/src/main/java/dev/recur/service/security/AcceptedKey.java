package dev.recur.service.security;

import io.quarkus.security.identity.SecurityIdentity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key with the identity that its requests have, which costs more to make than to find, and its last use. */
final class AcceptedKey {

    private static final int MINUTE = 60;

    private final ApiKey key;
    private final SecurityIdentity identity;
    private volatile long usedMinute = Long.MIN_VALUE;

    AcceptedKey(ApiKey key) {
        this.key = key;
        this.identity = Caller.identity(key.name(), key.roles(), key.sources());
    }

    ApiKey key() {
        return key;
    }

    SecurityIdentity identity() {
        return identity;
    }

    /** To the minute: a key may be used ten thousand times a second. */
    void used(Instant now) {
        var minute = Math.floorDiv(now.getEpochSecond(), MINUTE);
        if (minute != usedMinute) {
            usedMinute = minute;
        }
    }

    /** The minute of its last use here. */
    @Nullable
    Instant usedAt() {
        var minute = usedMinute;
        return minute == Long.MIN_VALUE ? null : Instant.ofEpochSecond(minute * MINUTE);
    }
}
