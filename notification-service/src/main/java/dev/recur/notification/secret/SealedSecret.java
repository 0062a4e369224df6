package dev.recur.notification.secret;

import org.jspecify.annotations.Nullable;

/**
 * A secret as it is stored.
 *
 * @param keyId which key of the configuration opens it, {@code null} if it is not encrypted
 * @param bytes nonce and ciphertext, or the secret itself
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SealedSecret(@Nullable String keyId, byte[] bytes) {

    @Override
    public String toString() {
        return "secret sealed with " + keyId;
    }
}
