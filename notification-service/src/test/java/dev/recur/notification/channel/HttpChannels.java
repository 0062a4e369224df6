package dev.recur.notification.channel;

import dev.recur.notification.TestMessages;
import dev.recur.notification.channel.pagerduty.PagerDutyChannel;
import dev.recur.notification.channel.slack.SlackChannel;
import dev.recur.notification.channel.teams.TeamsChannel;
import dev.recur.notification.channel.webhook.WebhookChannel;
import dev.recur.notification.letter.Letters;
import dev.recur.notification.outbound.JsonPosts;
import dev.recur.notification.outbound.OutboundHttp;
import dev.recur.notification.receiver.Destination;
import dev.recur.notification.receiver.ReceiverType;
import dev.recur.notification.receiver.RoutingKey;
import dev.recur.notification.receiver.SecretUrl;
import dev.recur.notification.receiver.SigningSecret;
import java.net.URI;
import java.time.Clock;
import java.util.Random;

/** Every channel that talks HTTP, with a receiver at any URL. */
public final class HttpChannels {

    public static final String ROUTING_KEY = "R0".repeat(16);

    private static final SigningSecret SECRET = SigningSecret.generate(new Random(1));

    private HttpChannels() {}

    /** Delivers to a receiver of that type at that URL. */
    public static Result deliver(ReceiverType type, OutboundHttp http, Clock clock, Message message, URI url) {
        var letters = new Letters(TestMessages.LINKS);
        var posts = new JsonPosts(http, clock);
        return switch (type) {
            case WEBHOOK -> new WebhookChannel(http, clock).deliver(message, Destination.Webhook.of(url, SECRET));
            case SLACK -> new SlackChannel(letters, posts).deliver(message, new Destination.Slack(new SecretUrl(url)));
            case TEAMS -> new TeamsChannel(letters, posts).deliver(message, new Destination.Teams(new SecretUrl(url)));
            case PAGERDUTY ->
                new PagerDutyChannel(letters, posts, url)
                        .deliver(message, new Destination.PagerDuty(new RoutingKey(ROUTING_KEY)));
            case EMAIL -> throw new IllegalArgumentException("mail does not go by HTTP");
        };
    }
}
