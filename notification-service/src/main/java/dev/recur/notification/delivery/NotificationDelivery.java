package dev.recur.notification.delivery;

import dev.recur.notification.channel.Channels;
import dev.recur.notification.channel.Content;
import dev.recur.notification.channel.Message;
import dev.recur.notification.receiver.Receiver;
import dev.recur.notification.stream.EventStream;
import dev.recur.wire.report.Identity;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The one door: whatever is to be told comes in here. */
public final class NotificationDelivery {

    private final Ledger ledger;
    private final Dispatcher dispatcher;
    private final EventStream stream;
    private final Channels channels;
    private final Clock clock;

    public NotificationDelivery(
            Ledger ledger, Dispatcher dispatcher, EventStream stream, Channels channels, Clock clock) {
        this.ledger = ledger;
        this.dispatcher = dispatcher;
        this.stream = stream;
        this.channels = channels;
        this.clock = clock;
    }

    /**
     * Takes events in. When it returns, everybody who is to be told will be: the deliveries are stored. Harmless when
     * repeated.
     */
    public void take(List<HappenedEvent> events) {
        if (ledger.store(events) > 0) {
            dispatcher.nudge();
        }
        stream.nudge();
    }

    /** Sends one again, under the same id. */
    public Ledger.Redelivery redeliver(UUID deliveryId) {
        var outcome = ledger.redeliver(deliveryId);
        dispatcher.nudge();
        return outcome;
    }

    /** Sends again what was made since that time for a receiver and is delivered or dead, and says how much it is. */
    public int replay(String receiver, Instant since) {
        var count = ledger.replay(receiver, since);
        dispatcher.nudge();
        return count;
    }

    /** Tells a receiver that this is a test, once, and says what came of it. The ledger knows nothing of it. */
    public Attempt test(Receiver receiver) {
        var startedAt = clock.instant();
        var message = new Message(Identity.random(), startedAt, null, new Content.Test(receiver.name()), null);
        var result = channels.deliver(message, receiver.destination());
        return Attempt.of(1, startedAt, clock.instant(), result);
    }
}
