package dev.recur.notification.subscription;

import dev.recur.notification.secret.SealedSecret;
import dev.recur.notification.secret.SecretBox;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a link that ends a subscription: its id, sealed, so that only those who were told can end it. A token
 * ends to work when its key goes.
 */
public final class UnsubscribeTokens {

    private static final String OWNER = "unsubscribe";

    private final SecretBox box;

    public UnsubscribeTokens(SecretBox box) {
        this.box = box;
    }

    public String of(UUID subscriptionId) {
        var id = ByteBuffer.allocate(16)
                .putLong(subscriptionId.getMostSignificantBits())
                .putLong(subscriptionId.getLeastSignificantBits())
                .array();
        var sealed = box.seal(id, OWNER);
        var key = sealed.keyId() == null ? new byte[0] : sealed.keyId().getBytes(StandardCharsets.UTF_8);
        var token = ByteBuffer.allocate(1 + key.length + sealed.bytes().length)
                .put((byte) key.length)
                .put(key)
                .put(sealed.bytes());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /** The subscription of a token; empty for what is none of ours. */
    public Optional<UUID> subscription(String token) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            var key = new byte[bytes.get() & 0xff];
            bytes.get(key);
            var sealed = new byte[bytes.remaining()];
            bytes.get(sealed);
            var id = ByteBuffer.wrap(box.open(new SealedSecret(keyId(key), sealed), OWNER));
            return Optional.of(new UUID(id.getLong(), id.getLong()));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Without keys nothing is sealed; with keys, what is not sealed is none of ours. */
    private @Nullable String keyId(byte[] key) {
        if (key.length == 0 && box.seals()) {
            throw new IllegalArgumentException("not sealed");
        }
        return key.length == 0 ? null : new String(key, StandardCharsets.UTF_8);
    }
}
