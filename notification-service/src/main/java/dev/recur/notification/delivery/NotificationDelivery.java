package dev.recur.notification.delivery;

import dev.recur.notification.channel.Channels;
import dev.recur.notification.channel.Content;
import dev.recur.notification.channel.Message;
import dev.recur.notification.receiver.Receiver;
import dev.recur.wire.report.Identity;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The one door: whatever is to be told comes in here. */
public final class NotificationDelivery {

    private final Ledger ledger;
    private final Dispatcher dispatcher;
    private final Channels channels;
    private final Clock clock;

    public NotificationDelivery(Ledger ledger, Dispatcher dispatcher, Channels channels, Clock clock) {
        this.ledger = ledger;
        this.dispatcher = dispatcher;
        this.channels = channels;
        this.clock = clock;
    }

    /**
     * Takes events in. When it returns, everybody who is to be told will be: the deliveries are stored. Harmless when
     * repeated.
     */
    public void take(List<HappenedEvent> events) {
        if (ledger.store(events, clock.instant()) > 0) {
            dispatcher.nudge();
        }
    }

    /** Sends one again, under the same id. */
    public Optional<Delivery> redeliver(UUID deliveryId) {
        if (!ledger.redeliver(deliveryId, clock.instant())) {
            return Optional.empty();
        }
        dispatcher.nudge();
        return ledger.find(deliveryId);
    }

    /** Tells a receiver that this is a test, once, and says what came of it. The ledger knows nothing of it. */
    public Attempt test(Receiver receiver) {
        var startedAt = clock.instant();
        var message = new Message(Identity.random(), startedAt, null, new Content.Test(receiver.name()));
        var result = channels.deliver(message, receiver.destination());
        return Attempt.of(1, startedAt, clock.instant(), result);
    }
}
