package dev.recur.notification.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recur.notification.receiver.Destination;
import dev.recur.notification.receiver.MailAddress;
import dev.recur.notification.receiver.Receiver;
import dev.recur.notification.receiver.ReceiverType;
import dev.recur.notification.receiver.RoutingKey;
import dev.recur.notification.receiver.SecretUrl;
import dev.recur.notification.receiver.SigningSecret;
import dev.recur.notification.secret.SealedSecret;
import dev.recur.notification.secret.SecretBox;
import dev.recur.wire.json.WireName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.net.URI;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A row of receivers. */
@Entity
@Table(name = "receivers")
class ReceiverRow {

    @Id
    String name;

    String type;
    String url;
    byte[] secret;

    @Column(name = "secret_key_id")
    String secretKeyId;

    @Column(name = "previous_secret")
    byte[] previousSecret;

    @Column(name = "previous_secret_key_id")
    String previousSecretKeyId;

    @Column(name = "previous_secret_until")
    Instant previousSecretUntil;

    @Column(name = "mail_to")
    String mailTo;

    boolean enabled;

    @Column(name = "disabled_reason")
    String disabledReason;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Version
    long version;

    static ReceiverRow from(Receiver receiver, SecretBox box) {
        var row = new ReceiverRow();
        row.name = receiver.name();
        row.createdAt = receiver.createdAt();
        row.fill(receiver, box);
        return row;
    }

    void fill(Receiver receiver, SecretBox box) {
        var destination = receiver.destination();
        type = destination.type().wireName();
        switch (destination) {
            case Destination.Webhook webhook -> fill(webhook, box);
            case Destination.Slack slack -> seal(slack.url().url().toString().getBytes(UTF_8), box);
            case Destination.Teams teams -> seal(teams.url().url().toString().getBytes(UTF_8), box);
            case Destination.PagerDuty pagerDuty ->
                seal(pagerDuty.routingKey().key().getBytes(UTF_8), box);
            case Destination.Email email ->
                mailTo = email.to().stream().map(MailAddress::text).collect(Collectors.joining(","));
            case Destination.Locked locked ->
                url = locked.url() == null ? null : locked.url().toString();
        }
        enabled = receiver.enabled();
        disabledReason = receiver.disabledReason();
        updatedAt = receiver.updatedAt();
    }

    private void fill(Destination.Webhook webhook, SecretBox box) {
        url = webhook.url().toString();
        seal(webhook.secret().key(), box);
        var previous = webhook.previous();
        var sealedBefore = previous == null ? null : box.seal(previous.key(), name);
        previousSecret = sealedBefore == null ? null : sealedBefore.bytes();
        previousSecretKeyId = sealedBefore == null ? null : sealedBefore.keyId();
        previousSecretUntil = webhook.previousUntil();
    }

    private void seal(byte[] clear, SecretBox box) {
        var sealed = box.seal(clear, name);
        secret = sealed.bytes();
        secretKeyId = sealed.keyId();
    }

    /** True if every secret of it is sealed with the key that seals now. */
    boolean isSealedByCurrent(SecretBox box) {
        return (secret == null || box.isCurrent(new SealedSecret(secretKeyId, secret)))
                && (previousSecret == null || box.isCurrent(new SealedSecret(previousSecretKeyId, previousSecret)));
    }

    /** A secret that does not open is no reason to fail: the receiver is locked then, and others are not. */
    Receiver toDomain(SecretBox box) {
        var known = WireName.find(ReceiverType.class, type)
                .orElseThrow(() -> new IllegalStateException("the receiver " + name + " has an unknown type: " + type));
        Destination destination;
        try {
            destination = destination(known, box);
        } catch (SecretBox.CannotOpen e) {
            destination = new Destination.Locked(known, url == null ? null : URI.create(url));
        }
        return new Receiver(name, destination, enabled, disabledReason, createdAt, updatedAt, version);
    }

    private Destination destination(ReceiverType known, SecretBox box) {
        return switch (known) {
            case WEBHOOK ->
                new Destination.Webhook(
                        URI.create(url),
                        SigningSecret.of(open(box)),
                        previousSecret == null
                                ? null
                                : SigningSecret.of(
                                        box.open(new SealedSecret(previousSecretKeyId, previousSecret), name)),
                        previousSecretUntil);
            case SLACK -> new Destination.Slack(new SecretUrl(URI.create(text(box))));
            case TEAMS -> new Destination.Teams(new SecretUrl(URI.create(text(box))));
            case PAGERDUTY -> new Destination.PagerDuty(new RoutingKey(text(box)));
            case EMAIL ->
                new Destination.Email(
                        Stream.of(mailTo.split(",", -1)).map(MailAddress::new).toList());
        };
    }

    private byte[] open(SecretBox box) {
        return box.open(new SealedSecret(secretKeyId, secret), name);
    }

    private String text(SecretBox box) {
        return new String(open(box), UTF_8);
    }
}
