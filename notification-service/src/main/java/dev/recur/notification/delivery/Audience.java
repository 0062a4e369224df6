package dev.recur.notification.delivery;

import dev.recur.notification.subscription.Subscription;
import dev.recur.notification.subscription.SubscriptionForm;
import dev.recur.notification.subscription.Timing;
import dev.recur.wire.investigation.EventName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Works out who is to be told of events, and how. */
public final class Audience {

    private final Standing standing;
    private final Map<UUID, Subscription> subscriptions;
    /** By investigation: the receiver that each subscription's opening went to. */
    private final Map<UUID, Map<UUID, String>> told = new HashMap<>();
    /** By investigation: the receiver that each subscription has opened an alert at. */
    private final Map<UUID, Map<UUID, String>> alerted = new HashMap<>();

    private Audience(Standing standing) {
        this.standing = standing;
        this.subscriptions = standing.subscriptions().stream()
                .collect(Collectors.toMap(
                        Subscription::id, Function.identity(), (one, same) -> one, LinkedHashMap::new));
        standing.told().forEach(this::remember);
    }

    /**
     * Every delivery that the events cause.
     *
     * @param events in the order in which they happened to each investigation
     */
    public static List<NewDelivery> of(List<HappenedEvent> events, Standing standing) {
        var audience = new Audience(standing);
        return events.stream()
                .flatMap(event -> audience.deliveries(event).stream())
                .toList();
    }

    private List<NewDelivery> deliveries(HappenedEvent event) {
        var name = event.event().event();
        var receivers = new LinkedHashMap<UUID, String>();
        if (name == EventName.WITHDRAWN) {
            receivers.putAll(of(told, investigation(event)));
        }
        if (event.isEnd()) {
            of(alerted, investigation(event)).forEach(receivers::putIfAbsent);
        }
        for (var subscription : subscriptions.values()) {
            if (subscription.wants(event.event(), event.happenedAt())) {
                receivers.putIfAbsent(subscription.id(), subscription.receiver());
            }
        }
        var fallback = standing.fallback();
        if (receivers.isEmpty()
                && fallback != null
                && SubscriptionForm.DEFAULT_EVENTS.contains(name)
                && !event.happenedAt().isBefore(fallback.since())) {
            receivers.put(NewDelivery.FALLBACK, fallback.receiver());
        }
        var deliveries = new ArrayList<NewDelivery>();
        receivers.forEach(
                (id, receiver) -> deliveries.add(new NewDelivery(event, id, receiver, handling(event, id, receiver))));
        deliveries.stream()
                .filter(delivery -> !(delivery.handling() instanceof Handling.Silenced))
                .forEach(delivery -> remember(new Standing.Told(
                        investigation(event),
                        delivery.subscriptionId(),
                        delivery.receiver(),
                        name == EventName.OPENED,
                        delivery.handling() instanceof Handling.AtOnce)));
        return deliveries;
    }

    private Handling handling(HappenedEvent event, UUID subscriptionId, String receiver) {
        for (var silence : standing.silences()) {
            if (silence.where().matches(event.event().investigation())) {
                return new Handling.Silenced(silence.id());
            }
        }
        if (standing.gone().contains(receiver)) {
            return new Handling.Dead();
        }
        var subscription = subscriptions.get(subscriptionId);
        return subscription != null
                        && subscription.receiver().equals(receiver)
                        && subscription.timing() instanceof Timing.Digest digest
                ? new Handling.InDigest(digest)
                : new Handling.AtOnce();
    }

    private void remember(Standing.Told one) {
        if (one.ofOpening()) {
            of(told, one.investigationId()).put(one.subscriptionId(), one.receiver());
        }
        if (one.atOnce() && standing.alerting().contains(one.receiver())) {
            of(alerted, one.investigationId()).put(one.subscriptionId(), one.receiver());
        }
    }

    private static Map<UUID, String> of(Map<UUID, Map<UUID, String>> readers, UUID investigationId) {
        return readers.computeIfAbsent(investigationId, id -> new LinkedHashMap<>());
    }

    private static UUID investigation(HappenedEvent event) {
        return event.event().investigation().investigationId();
    }
}
