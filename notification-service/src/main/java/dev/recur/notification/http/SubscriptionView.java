package dev.recur.notification.http;

import dev.recur.notification.subscription.Mode;
import dev.recur.notification.subscription.Subscription;
import dev.recur.wire.investigation.EventName;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A subscription as callers see it. */
record SubscriptionView(
        UUID id,
        String name,
        String receiver,
        String where,
        List<EventName> events,
        Mode mode,
        boolean enabled,
        Instant createdAt,
        Instant updatedAt) {

    static SubscriptionView of(Subscription subscription) {
        return new SubscriptionView(
                subscription.id(),
                subscription.name(),
                subscription.receiver(),
                subscription.where().text(),
                subscription.events().stream().sorted().toList(),
                subscription.mode(),
                subscription.enabled(),
                subscription.createdAt(),
                subscription.updatedAt());
    }
}
