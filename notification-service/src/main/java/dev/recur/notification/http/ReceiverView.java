package dev.recur.notification.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.recur.notification.receiver.Destination;
import dev.recur.notification.receiver.Receiver;
import dev.recur.notification.receiver.ReceiverType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A receiver as callers see it.
 *
 * @param secret in the answer to its making or rotation, and never again
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ReceiverView(
        String name,
        ReceiverType type,
        String url,
        boolean enabled,
        @Nullable String disabledReason,
        Instant createdAt,
        Instant updatedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {

    static ReceiverView of(Receiver receiver) {
        return of(receiver, null);
    }

    static ReceiverView withSecret(Receiver receiver) {
        return switch (receiver.destination()) {
            case Destination.Webhook webhook -> of(receiver, webhook.secret().reveal());
        };
    }

    private static ReceiverView of(Receiver receiver, @Nullable String secret) {
        var url = switch (receiver.destination()) {
            case Destination.Webhook webhook -> webhook.url().toString();
        };
        return new ReceiverView(
                receiver.name(),
                receiver.destination().type(),
                url,
                receiver.enabled(),
                receiver.disabledReason(),
                receiver.createdAt(),
                receiver.updatedAt(),
                secret);
    }
}
