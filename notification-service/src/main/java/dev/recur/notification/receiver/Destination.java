package dev.recur.notification.receiver;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a receiver is, and what it takes to talk to it: one kind for each channel. */
public sealed interface Destination {

    ReceiverType type();

    /**
     * A webhook.
     *
     * @param previous the secret before the last rotation, with which is signed too until {@code previousUntil}
     */
    record Webhook(
            URI url,
            SigningSecret secret,
            @Nullable SigningSecret previous,
            @Nullable Instant previousUntil) implements Destination {

        public static Webhook of(URI url, SigningSecret secret) {
            return new Webhook(url, secret, null, null);
        }

        @Override
        public ReceiverType type() {
            return ReceiverType.WEBHOOK;
        }

        /** The secrets to sign with, the newest first. */
        public List<SigningSecret> activeSecrets(Instant now) {
            var active = new ArrayList<SigningSecret>();
            active.add(secret);
            if (previous != null && previousUntil != null && now.isBefore(previousUntil)) {
                active.add(previous);
            }
            return active;
        }

        Webhook rotated(SigningSecret next, Instant previousUntil) {
            return new Webhook(url, next, secret, previousUntil);
        }

        Webhook movedTo(URI newUrl) {
            return new Webhook(newUrl, secret, previous, previousUntil);
        }
    }
}
