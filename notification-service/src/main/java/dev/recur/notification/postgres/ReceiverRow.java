package dev.recur.notification.postgres;

import dev.recur.notification.receiver.Destination;
import dev.recur.notification.receiver.Receiver;
import dev.recur.notification.receiver.ReceiverType;
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
        type = receiver.destination().type().wireName();
        switch (receiver.destination()) {
            case Destination.Webhook webhook -> fill(webhook, box);
        }
        enabled = receiver.enabled();
        disabledReason = receiver.disabledReason();
        updatedAt = receiver.updatedAt();
    }

    private void fill(Destination.Webhook webhook, SecretBox box) {
        url = webhook.url().toString();
        var sealed = box.seal(webhook.secret().key(), name);
        secret = sealed.bytes();
        secretKeyId = sealed.keyId();
        var previous = webhook.previous();
        var sealedBefore = previous == null ? null : box.seal(previous.key(), name);
        previousSecret = sealedBefore == null ? null : sealedBefore.bytes();
        previousSecretKeyId = sealedBefore == null ? null : sealedBefore.keyId();
        previousSecretUntil = webhook.previousUntil();
    }

    Receiver toDomain(SecretBox box) {
        return new Receiver(name, destination(box), enabled, disabledReason, createdAt, updatedAt, version);
    }

    private Destination destination(SecretBox box) {
        var known = WireName.find(ReceiverType.class, type)
                .orElseThrow(() -> new IllegalStateException("the receiver " + name + " has an unknown type: " + type));
        return switch (known) {
            case WEBHOOK ->
                new Destination.Webhook(
                        URI.create(url),
                        SigningSecret.of(box.open(new SealedSecret(secretKeyId, secret), name)),
                        previousSecret == null
                                ? null
                                : SigningSecret.of(
                                        box.open(new SealedSecret(previousSecretKeyId, previousSecret), name)),
                        previousSecretUntil);
        };
    }
}
