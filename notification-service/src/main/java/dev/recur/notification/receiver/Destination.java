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

    /** An incoming webhook of Slack. */
    record Slack(SecretUrl url) implements Destination {
        @Override
        public ReceiverType type() {
            return ReceiverType.SLACK;
        }
    }

    /** A webhook of a Teams workflow. */
    record Teams(SecretUrl url) implements Destination {
        @Override
        public ReceiverType type() {
            return ReceiverType.TEAMS;
        }
    }

    /** People's mailboxes. */
    record Email(List<MailAddress> to) implements Destination {
        public Email {
            to = List.copyOf(to);
        }

        @Override
        public ReceiverType type() {
            return ReceiverType.EMAIL;
        }
    }

    /** A service of PagerDuty. */
    record PagerDuty(RoutingKey routingKey) implements Destination {
        @Override
        public ReceiverType type() {
            return ReceiverType.PAGERDUTY;
        }
    }

    /**
     * One whose secret cannot be opened, because its key is gone or it was tampered with.
     *
     * @param url where that is no secret
     */
    record Locked(ReceiverType type, @Nullable URI url) implements Destination {}
}
