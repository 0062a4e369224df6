package dev.recur.notification.channel;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told; each channel shapes it its own way.
 *
 * @param id the same for every attempt
 * @param happenedAt when what it tells of happened
 * @param subscribed by whom it was asked for, {@code null} where nobody asked or the subscription is gone
 * @param traceparent the trace that it is part of, which whoever is told may go on with
 */
public record Message(
        UUID id,
        Instant happenedAt,
        @Nullable Subscribed subscribed,
        Content content,
        @Nullable String traceparent) {

    /** The same as part of that trace. */
    public Message in(@Nullable String trace) {
        return new Message(id, happenedAt, subscribed, content, trace);
    }

    /** The subscription that asked. */
    public record Subscribed(UUID subscriptionId, String name) {}
}
