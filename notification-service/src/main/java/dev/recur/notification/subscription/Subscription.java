package dev.recur.notification.subscription;

import dev.recur.wire.investigation.EventName;
import dev.recur.wire.investigation.InvestigationEvent;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Who wants to be told what.
 *
 * @param where which investigations
 * @param events what about them
 * @param timing when it is told
 * @param enabled whether it is told anything at all
 * @param activeSince it is told of what happened from then on: when it was made, or enabled again
 * @param version counts its changes; the entity tag
 */
public record Subscription(
        UUID id,
        String name,
        String receiver,
        Where where,
        Set<EventName> events,
        Timing timing,
        boolean enabled,
        Instant activeSince,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    public Subscription {
        events = Set.copyOf(events);
    }

    /** True if what happened then is to be told to it. */
    public boolean wants(InvestigationEvent event, Instant happenedAt) {
        return enabled
                && !happenedAt.isBefore(activeSince)
                && events.contains(event.event())
                && where.matches(event.investigation());
    }

    /** The same subscription, asking for nothing more. */
    public Subscription ended(Instant now) {
        return new Subscription(id, name, receiver, where, events, timing, false, activeSince, createdAt, now, version);
    }

    /** The same subscription, asking for something else. */
    Subscription edited(SubscriptionForm form, Instant now) {
        var since = form.enabled() && !enabled ? now : activeSince;
        return new Subscription(
                id,
                form.name(),
                form.receiver(),
                form.where(),
                form.events(),
                form.timing(),
                form.enabled(),
                since,
                createdAt,
                now,
                version);
    }
}
