package dev.recur.notification.delivery;

import dev.recur.notification.silence.Silence;
import dev.recur.notification.subscription.Subscription;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that decides who is told of events.
 *
 * @param silences those that are active
 * @param told who was told something of the investigations that the events end, the latest last
 * @param gone receivers that were told and are no more
 * @param alerting receivers that keep an alert open until they are told of the end
 */
public record Standing(
        List<Subscription> subscriptions,
        @Nullable Fallback fallback,
        List<Silence> silences,
        Collection<Told> told,
        Set<String> gone,
        Set<String> alerting) {

    /**
     * Gets what nobody subscribed to.
     *
     * @param since it is told of what happened from then on
     */
    public record Fallback(String receiver, Instant since) {}

    /**
     * A receiver was sent something about an investigation.
     *
     * @param ofOpening whether that it had opened
     * @param atOnce whether by itself, not in a digest
     */
    public record Told(UUID investigationId, UUID subscriptionId, String receiver, boolean ofOpening, boolean atOnce) {}
}
