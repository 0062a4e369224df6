package dev.recur.notification.channel.webhook;

import dev.recur.notification.channel.Channel;
import dev.recur.notification.channel.Message;
import dev.recur.notification.channel.Result;
import dev.recur.notification.outbound.HttpResults;
import dev.recur.notification.outbound.OutboundHttp;
import dev.recur.notification.receiver.Destination;
import java.time.Clock;
import java.util.Map;

/** Posts a signed body, as Standard Webhooks 1.0.0 says. */
public final class WebhookChannel implements Channel<Destination.Webhook> {

    private final OutboundHttp http;
    private final Clock clock;

    public WebhookChannel(OutboundHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public Result deliver(Message message, Destination.Webhook destination) {
        var now = clock.instant();
        var body = WebhookBody.of(message);
        var headers = Map.of(
                "Content-Type",
                "application/json",
                "webhook-id",
                message.id().toString(),
                "webhook-timestamp",
                Long.toString(now.getEpochSecond()),
                "webhook-signature",
                WebhookSignature.of(message.id(), now, body, destination.activeSecrets(now)));
        return HttpResults.of(http.post(destination.url(), headers, body), now);
    }
}
