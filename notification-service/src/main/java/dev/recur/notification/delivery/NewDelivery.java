package dev.recur.notification.delivery;

import dev.recur.notification.subscription.Subscription;
import dev.recur.wire.report.Identity;
import java.util.UUID;

/** One event for one subscriber. */
public record NewDelivery(HappenedEvent event, Subscription subscription) {

    /** The same however often it is worked out: a replay tells nobody under another {@code webhook-id}. */
    public UUID deliveryId() {
        return Identity.named(
                "delivery", event.eventId().toString(), subscription.id().toString());
    }
}
