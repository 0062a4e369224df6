package dev.recur.notification.channel;

import dev.recur.notification.receiver.Destination;

/** Every channel that there is. */
public record Channels(Channel<Destination.Webhook> webhook) {

    /** Tells by the channel of the destination. */
    public Result deliver(Message message, Destination destination) {
        return switch (destination) {
            case Destination.Webhook there -> webhook.deliver(message, there);
        };
    }
}
