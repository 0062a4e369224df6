package dev.recur.notification.channel;

import dev.recur.notification.receiver.Destination;

/** Every channel that there is. */
public record Channels(
        Channel<Destination.Webhook> webhook,
        Channel<Destination.Slack> slack,
        Channel<Destination.Teams> teams,
        Channel<Destination.Email> email,
        Channel<Destination.PagerDuty> pagerDuty) {

    /** Tells by the channel of the destination. */
    public Result deliver(Message message, Destination destination) {
        return switch (destination) {
            case Destination.Webhook there -> webhook.deliver(message, there);
            case Destination.Slack there -> slack.deliver(message, there);
            case Destination.Teams there -> teams.deliver(message, there);
            case Destination.Email there -> email.deliver(message, there);
            case Destination.PagerDuty there -> pagerDuty.deliver(message, there);
            case Destination.Locked nowhere -> Result.TryAgain.because(FailureReason.SECRET_LOCKED);
        };
    }
}
