package dev.recur.notification;

import dev.recur.notification.channel.Channels;
import dev.recur.notification.channel.TracedChannel;
import dev.recur.notification.channel.email.EmailChannel;
import dev.recur.notification.channel.email.MailServer;
import dev.recur.notification.channel.pagerduty.PagerDutyChannel;
import dev.recur.notification.channel.slack.SlackChannel;
import dev.recur.notification.channel.teams.TeamsChannel;
import dev.recur.notification.channel.webhook.WebhookChannel;
import dev.recur.notification.letter.Letters;
import dev.recur.notification.letter.Links;
import dev.recur.notification.outbound.JsonPosts;
import dev.recur.notification.outbound.OutboundHttp;
import dev.recur.notification.receiver.MailAddress;
import dev.recur.notification.secret.SecretBox;
import dev.recur.notification.subscription.UnsubscribeTokens;
import io.opentelemetry.api.trace.Tracer;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Puts the channels together. */
final class ChannelParts {

    @Produces
    @Singleton
    UnsubscribeTokens unsubscribeTokens(SecretBox box) {
        return new UnsubscribeTokens(box);
    }

    @Produces
    @Singleton
    Links links(
            @ConfigProperty(name = "recur.public-url") Optional<String> everything,
            @ConfigProperty(name = "recur.analysis-url") Optional<String> analysis,
            @ConfigProperty(name = "recur.notification-url") Optional<String> notification,
            UnsubscribeTokens tokens) {
        return new Links(
                analysis.or(() -> everything).orElse(null),
                notification.or(() -> everything).orElse(null),
                tokens::of);
    }

    @Produces
    @Singleton
    Channels channels(
            OutboundHttp http, Vertx vertx, NotificationConfig config, Links links, Clock clock, Tracer tracer) {
        var letters = new Letters(links);
        var posts = new JsonPosts(http, clock);
        return new Channels(
                new TracedChannel<>("webhook", new WebhookChannel(http, clock), tracer),
                new TracedChannel<>("slack", new SlackChannel(letters, posts), tracer),
                new TracedChannel<>("teams", new TeamsChannel(letters, posts), tracer),
                new TracedChannel<>("email", new EmailChannel(letters, links, mailServer(vertx, config)), tracer),
                new TracedChannel<>("pagerduty", new PagerDutyChannel(letters, posts, config.pagerdutyUrl()), tracer));
    }

    private static @Nullable MailServer mailServer(Vertx vertx, NotificationConfig config) {
        var mail = config.mail();
        var host = mail.host().orElse(null);
        if (host == null) {
            return null;
        }
        var from = MailAddress.parse(mail.from().orElse("recur@" + host))
                .orElseThrow(() -> new IllegalStateException(
                        "recur.notification.mail.from must be an address such as recur@example.com"));
        return new MailServer(
                MailClient.create(vertx, connection(host, mail, config.connectTimeout())), from, config.totalTimeout());
    }

    private static MailConfig connection(String host, NotificationConfig.Mail mail, Duration connectTimeout) {
        var connection = new MailConfig(host, mail.port())
                .setSsl(mail.security() == NotificationConfig.Security.TLS)
                .setStarttls(
                        mail.security() == NotificationConfig.Security.STARTTLS
                                ? StartTLSOptions.REQUIRED
                                : StartTLSOptions.DISABLED)
                .setHostnameVerificationAlgorithm("HTTPS")
                .setLogin(mail.username().isPresent() ? LoginOption.REQUIRED : LoginOption.NONE)
                .setConnectTimeout((int) connectTimeout.toMillis())
                .setIdleTimeout(60);
        mail.username().ifPresent(connection::setUsername);
        mail.password().ifPresent(connection::setPassword);
        return connection;
    }
}
