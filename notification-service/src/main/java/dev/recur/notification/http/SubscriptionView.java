package dev.recur.notification.http;

import dev.recur.notification.subscription.Mode;
import dev.recur.notification.subscription.Subscription;
import dev.recur.notification.subscription.Timing;
import dev.recur.wire.investigation.EventName;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A subscription as callers see it. */
record SubscriptionView(
        UUID id,
        String name,
        String receiver,
        String where,
        List<EventName> events,
        Mode mode,
        @Nullable String at,
        @Nullable String zone,
        @Nullable String on,
        boolean enabled,
        Instant createdAt,
        Instant updatedAt) {

    static SubscriptionView of(Subscription subscription) {
        var digest = subscription.timing() instanceof Timing.Digest some ? some : null;
        return new SubscriptionView(
                subscription.id(),
                subscription.name(),
                subscription.receiver(),
                subscription.where().text(),
                subscription.events().stream().sorted().toList(),
                subscription.timing().mode(),
                digest == null ? null : digest.at().toString(),
                digest == null ? null : digest.zone().getId(),
                digest instanceof Timing.Weekly weekly ? weekly.onName() : null,
                subscription.enabled(),
                subscription.createdAt(),
                subscription.updatedAt());
    }
}
