package dev.recur.notification;

import dev.recur.notification.channel.Channels;
import dev.recur.notification.delivery.DeliveryMetrics;
import dev.recur.notification.delivery.Dispatcher;
import dev.recur.notification.delivery.Ledger;
import dev.recur.notification.delivery.NotificationDelivery;
import dev.recur.notification.delivery.RetrySchedule;
import dev.recur.notification.outbound.OutboundHttp;
import dev.recur.notification.outbound.Resolver;
import dev.recur.notification.receiver.ReceiverUrl;
import dev.recur.notification.receiver.Receivers;
import dev.recur.notification.secret.SecretBox;
import dev.recur.notification.stream.EventStream;
import dev.recur.notification.stream.StoredEvents;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the plain parts together. */
final class NotificationParts {

    @Produces
    @Singleton
    SecureRandom random() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    ReceiverUrl receiverUrl(NotificationConfig config) {
        return new ReceiverUrl(config.allowPrivateAddresses());
    }

    /** Without a key only a service that has no security at all keeps secrets: then there is nothing to protect. */
    @Produces
    @Singleton
    SecretBox secretBox(
            NotificationConfig config,
            SecureRandom random,
            @ConfigProperty(name = "recur.security.mode", defaultValue = "api-keys") String securityMode) {
        if (!config.secretKeys().isEmpty()) {
            return SecretBox.with(config.secretKeys(), config.currentSecretKey(), random);
        }
        if (securityMode.equals("none")) {
            return SecretBox.open(random);
        }
        throw new IllegalStateException(
                "Secrets of receivers must be encrypted: set recur.notification.secret-keys.1 to"
                        + " 32 random bytes in base64 (openssl rand -base64 32)");
    }

    @Produces
    @Singleton
    OutboundHttp outboundHttp(
            Vertx vertx,
            NotificationConfig config,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        return new OutboundHttp(
                vertx,
                // Shorter than the patience of usual servers: a connection that they close is not written to.
                new HttpClientOptions().setKeepAliveTimeout(4),
                Resolver.system(),
                new OutboundHttp.Settings(
                        config.allowPrivateAddresses(),
                        config.connectTimeout(),
                        config.totalTimeout(),
                        "Recur/" + version));
    }

    void close(@Disposes OutboundHttp http) {
        http.close();
    }

    @Produces
    @Singleton
    Dispatcher dispatcher(
            Ledger ledger,
            Receivers receivers,
            Channels channels,
            DeliveryMetrics metrics,
            Clock clock,
            NotificationConfig config) {
        return new Dispatcher(
                ledger,
                receivers,
                channels,
                new RetrySchedule(RandomGenerator.getDefault()),
                metrics,
                clock,
                new Dispatcher.Settings(config.poll(), config.lease(), config.perReceiver(), config.inFlight()));
    }

    @Produces
    @Singleton
    EventStream eventStream(StoredEvents stored, NotificationConfig config) {
        return new EventStream(
                stored,
                new EventStream.Settings(
                        config.poll(),
                        config.stream().subscribers(),
                        config.stream().buffer()));
    }

    @Produces
    @Singleton
    NotificationDelivery notificationDelivery(
            Ledger ledger, Dispatcher dispatcher, EventStream stream, Channels channels, Clock clock) {
        return new NotificationDelivery(ledger, dispatcher, stream, channels, clock);
    }
}
