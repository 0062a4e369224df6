package dev.recur.notification.http;

import dev.recur.notification.silence.Silence;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A silence as callers see it. */
record SilenceView(
        UUID id,
        Silence.State state,
        String where,
        String reason,
        Instant startsAt,
        Instant endsAt,
        Instant createdAt,
        String createdBy,
        @Nullable Instant endedAt,
        @Nullable String endedBy) {

    static SilenceView of(Silence silence, Instant now) {
        return new SilenceView(
                silence.id(),
                silence.stateAt(now),
                silence.where().text(),
                silence.reason(),
                silence.startsAt(),
                silence.endsAt(),
                silence.createdAt(),
                silence.createdBy(),
                silence.endedAt(),
                silence.endedBy());
    }
}
