package dev.recur.notification.delivery;

import dev.recur.notification.subscription.Subscription;
import dev.recur.wire.investigation.EventName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Works out who is to be told of events. */
public final class Audience {

    private Audience() {}

    /**
     * Who was sent that an investigation had opened: they are sent that it was withdrawn too, whatever else they asked
     * for.
     */
    public record Told(UUID investigationId, UUID subscriptionId) {}

    /**
     * Every delivery that the events cause.
     *
     * @param events in the order in which they happened to each investigation
     * @param told of the investigations that the events withdraw, before them
     */
    public static List<NewDelivery> of(
            List<HappenedEvent> events, List<Subscription> subscriptions, Collection<Told> told) {
        var toldByNow = new HashSet<>(told);
        var deliveries = new ArrayList<NewDelivery>();
        for (var event : events) {
            for (var subscription : subscriptions) {
                if (isTold(event, subscription, toldByNow)) {
                    deliveries.add(new NewDelivery(event, subscription));
                    if (event.event().event() == EventName.OPENED) {
                        toldByNow.add(toldOf(event, subscription));
                    }
                }
            }
        }
        return deliveries;
    }

    private static boolean isTold(HappenedEvent event, Subscription subscription, Set<Told> told) {
        return subscription.wants(event.event(), event.happenedAt())
                || (event.event().event() == EventName.WITHDRAWN && told.contains(toldOf(event, subscription)));
    }

    private static Told toldOf(HappenedEvent event, Subscription subscription) {
        return new Told(event.event().investigation().investigationId(), subscription.id());
    }
}
