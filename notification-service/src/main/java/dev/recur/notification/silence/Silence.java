package dev.recur.notification.silence;

import dev.recur.notification.subscription.Where;
import dev.recur.wire.json.WireName;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mute: while it is active, what it matches is held back from everybody and recorded; when it ends, each receiver that
 * something was held back from gets a summary.
 *
 * @param reason why, in the words of whoever made it
 * @param endsAt when it ends by itself
 * @param endedAt when somebody ended it before that
 */
public record Silence(
        UUID id,
        Where where,
        String reason,
        Instant startsAt,
        Instant endsAt,
        Instant createdAt,
        String createdBy,
        @Nullable Instant endedAt,
        @Nullable String endedBy) {

    /** Where a silence stands. */
    public enum State implements WireName {
        UPCOMING,
        ACTIVE,
        ENDED
    }

    public State stateAt(Instant now) {
        if (endedAt != null || !now.isBefore(endsAt)) {
            return State.ENDED;
        }
        return now.isBefore(startsAt) ? State.UPCOMING : State.ACTIVE;
    }
}
