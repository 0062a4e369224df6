package dev.recur.notification.delivery;

import dev.recur.wire.report.Identity;
import java.util.UUID;

/**
 * One event for one subscription.
 *
 * @param subscriptionId {@link #FALLBACK} for what nobody subscribed to
 * @param receiver who is told
 */
public record NewDelivery(HappenedEvent event, UUID subscriptionId, String receiver, Handling handling) {

    /** Stands for the subscription that the fallback receiver has not made. */
    public static final UUID FALLBACK = new UUID(0, 0);

    /** The same however often it is worked out: a replay tells nobody under another {@code webhook-id}. */
    public UUID deliveryId() {
        return Identity.named("delivery", event.eventId().toString(), subscriptionId.toString());
    }
}
