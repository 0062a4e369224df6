package dev.recur.notification.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.recur.notification.receiver.Destination;
import dev.recur.notification.receiver.MailAddress;
import dev.recur.notification.receiver.Receiver;
import dev.recur.notification.receiver.ReceiverType;
import dev.recur.notification.receiver.RoutingKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A receiver as callers see it.
 *
 * @param url where it is no secret; else only its host
 * @param to one address or a list of them
 * @param routingKey that there is one, never which
 * @param secret in the answer to its making or rotation, and never again
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ReceiverView(
        String name,
        ReceiverType type,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String url,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object to,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String routingKey,
        boolean enabled,
        @Nullable String disabledReason,
        Instant createdAt,
        Instant updatedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {

    static ReceiverView of(Receiver receiver) {
        return of(receiver, null);
    }

    static ReceiverView withSecret(Receiver receiver) {
        return receiver.destination() instanceof Destination.Webhook webhook
                ? of(receiver, webhook.secret().reveal())
                : of(receiver);
    }

    private static ReceiverView of(Receiver receiver, @Nullable String secret) {
        var destination = receiver.destination();
        return new ReceiverView(
                receiver.name(),
                destination.type(),
                url(destination),
                destination instanceof Destination.Email email ? to(email.to()) : null,
                destination instanceof Destination.PagerDuty ? RoutingKey.SHOWN : null,
                receiver.enabled(),
                receiver.disabledReason(),
                receiver.createdAt(),
                receiver.updatedAt(),
                secret);
    }

    private static @Nullable String url(Destination destination) {
        return switch (destination) {
            case Destination.Webhook webhook -> webhook.url().toString();
            case Destination.Slack slack -> slack.url().shown();
            case Destination.Teams teams -> teams.url().shown();
            case Destination.Locked locked ->
                locked.url() == null ? null : locked.url().toString();
            case Destination.Email none -> null;
            case Destination.PagerDuty none -> null;
        };
    }

    /** As it is mostly written: one address is no list. */
    private static Object to(List<MailAddress> addresses) {
        var texts = addresses.stream().map(MailAddress::text).toList();
        return texts.size() == 1 ? texts.getFirst() : texts;
    }
}
