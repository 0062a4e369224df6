package dev.recur.notification.explain;

import dev.recur.notification.delivery.Delivery;
import dev.recur.notification.delivery.DeliveryKind;
import dev.recur.notification.delivery.HoldReason;
import dev.recur.notification.stream.StoredEvent;
import dev.recur.notification.subscription.Subscription;
import dev.recur.wire.investigation.EventName;
import dev.recur.wire.json.WireName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who was told of an investigation, who was not, and why.
 *
 * @param subscriptions every subscription that there is, and those that are gone and were told
 */
public record Explanation(UUID investigationId, List<Reader> subscriptions) {

    /**
     * A subscription, or the fallback receiver.
     *
     * @param subscriptionId {@code null} for the fallback receiver
     * @param name {@code null} for the fallback receiver, and of a subscription that is gone
     * @param told whether anything was delivered to it
     * @param why of the latest event that says most: what was delivered before what was not
     * @param events the investigation's events, oldest first
     */
    public record Reader(
            @Nullable UUID subscriptionId,
            @Nullable String name,
            String receiver,
            boolean told,
            @Nullable Why why,
            List<Outcome> events) {}

    /**
     * What became of an event for a reader.
     *
     * @param reason why the last attempt failed
     * @param at when it was told or given up, or when it will be tried
     */
    public record Outcome(
            EventName event,
            long sequence,
            Instant happenedAt,
            Why why,
            @Nullable WireName reason,
            @Nullable Instant at,
            int attempts,
            @Nullable UUID deliveryId,
            @Nullable UUID digestId,
            @Nullable UUID silenceId) {}

    /**
     * Explains.
     *
     * @param events of the investigation, oldest first
     * @param deliveries of the investigation
     */
    public static Explanation of(
            UUID investigationId,
            List<StoredEvent> events,
            List<Subscription> subscriptions,
            List<Delivery> deliveries) {
        var byReader = new LinkedHashMap<@Nullable UUID, Map<UUID, Delivery>>();
        for (var delivery : deliveries) {
            if (delivery.kind() == DeliveryKind.EVENT && delivery.eventId() != null) {
                byReader.computeIfAbsent(delivery.subscriptionId(), id -> new HashMap<>())
                        .put(delivery.eventId(), delivery);
            }
        }
        var readers = new ArrayList<Reader>();
        for (var subscription : subscriptions) {
            var known = byReader.remove(subscription.id());
            readers.add(reader(subscription, events, known == null ? Map.of() : known));
        }
        byReader.forEach((id, known) -> readers.add(gone(id, events, known)));
        return new Explanation(investigationId, readers);
    }

    private static Reader reader(Subscription subscription, List<StoredEvent> events, Map<UUID, Delivery> deliveries) {
        var outcomes = events.stream()
                .map(event -> {
                    var delivery = deliveries.get(event.eventId());
                    return delivery == null ? untold(event, whyNot(subscription, event)) : outcome(event, delivery);
                })
                .toList();
        return reader(subscription.id(), subscription.name(), subscription.receiver(), outcomes);
    }

    private static Reader gone(@Nullable UUID id, List<StoredEvent> events, Map<UUID, Delivery> deliveries) {
        var outcomes = events.stream()
                .flatMap(event ->
                        Stream.ofNullable(deliveries.get(event.eventId())).map(delivery -> outcome(event, delivery)))
                .toList();
        var receiver = deliveries.values().iterator().next().receiver();
        return reader(id, null, receiver, outcomes);
    }

    private static Reader reader(@Nullable UUID id, @Nullable String name, String receiver, List<Outcome> outcomes) {
        var told = outcomes.stream().anyMatch(outcome -> outcome.why() == Why.TOLD);
        var last = outcomes.isEmpty() ? null : outcomes.getLast().why();
        return new Reader(id, name, receiver, told, told ? Why.TOLD : last, outcomes);
    }

    private static Why whyNot(Subscription subscription, StoredEvent event) {
        if (!subscription.enabled()) {
            return Why.DISABLED;
        }
        if (event.happenedAt().isBefore(subscription.activeSince())) {
            return Why.NOT_YET_MADE;
        }
        if (!subscription.where().matches(event.event().investigation())) {
            return Why.FILTER;
        }
        return subscription.events().contains(event.event().event()) ? Why.CHANGED_SINCE : Why.EVENT_TYPE;
    }

    private static Why why(Delivery delivery) {
        return switch (delivery.status()) {
            case DELIVERED -> Why.TOLD;
            case DEAD -> Why.GIVEN_UP;
            case SILENCED -> Why.SILENCE;
            case PENDING -> {
                if (delivery.reason() == HoldReason.DIGEST) {
                    yield Why.DIGEST;
                }
                yield delivery.reason() == null ? Why.DUE : Why.RETRYING;
            }
        };
    }

    private static Outcome untold(StoredEvent event, Why why) {
        return new Outcome(
                event.event().event(),
                event.event().sequence(),
                event.happenedAt(),
                why,
                null,
                null,
                0,
                null,
                null,
                null);
    }

    private static Outcome outcome(StoredEvent event, Delivery delivery) {
        return new Outcome(
                event.event().event(),
                event.event().sequence(),
                event.happenedAt(),
                why(delivery),
                delivery.reason() instanceof HoldReason ? null : delivery.reason(),
                delivery.finishedAt() == null ? delivery.nextAttemptAt() : delivery.finishedAt(),
                delivery.attempts(),
                delivery.deliveryId(),
                delivery.digestId(),
                delivery.silenceId());
    }
}
