package dev.recur.notification.channel.webhook;

import dev.recur.notification.channel.Channel;
import dev.recur.notification.channel.Message;
import dev.recur.notification.channel.Result;
import dev.recur.notification.outbound.HttpResults;
import dev.recur.notification.outbound.OutboundHttp;
import dev.recur.notification.receiver.Destination;
import dev.recur.wire.topic.Headers;
import java.time.Clock;
import java.util.HashMap;

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
        var headers = new HashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("webhook-id", message.id().toString());
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        headers.put("webhook-signature", WebhookSignature.of(message.id(), now, body, destination.activeSecrets(now)));
        var traceparent = message.traceparent();
        if (traceparent != null) {
            headers.put(Headers.TRACE_PARENT, traceparent);
        }
        return HttpResults.of(http.post(destination.url(), headers, body), now);
    }
}
