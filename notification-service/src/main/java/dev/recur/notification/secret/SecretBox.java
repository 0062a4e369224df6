package dev.recur.notification.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals secrets with AES-256-GCM. The key's id is stored beside what it sealed, so that keys can be replaced: new secrets
 * take the current key, old ones are opened with the key that sealed them. What a secret belongs to is authenticated with
 * it: moved to another owner, it does not open.
 */
public final class SecretBox {

    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;

    private final Map<String, SecretKeySpec> keys;
    private final @Nullable String current;
    private final SecureRandom random;

    /** What was sealed does not open. */
    public static final class CannotOpen extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CannotOpen(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private SecretBox(Map<String, SecretKeySpec> keys, @Nullable String current, SecureRandom random) {
        this.keys = Map.copyOf(keys);
        this.current = current;
        this.random = random;
    }

    /**
     * A box with the keys of the configuration.
     *
     * @param keys base64 of 32 bytes, by id
     * @param current the id of the key that seals; needed when there are several
     * @throws IllegalStateException saying what to configure
     */
    public static SecretBox with(Map<String, String> keys, Optional<String> current, SecureRandom random) {
        var specifications = new HashMap<String, SecretKeySpec>();
        keys.forEach((id, text) -> specifications.put(id, new SecretKeySpec(decode(id, text), "AES")));
        var id = current.orElseGet(() -> {
            if (keys.size() != 1) {
                throw new IllegalStateException(
                        "recur.notification.current-secret-key must name one of recur.notification.secret-keys");
            }
            return keys.keySet().iterator().next();
        });
        if (!specifications.containsKey(id)) {
            throw new IllegalStateException("recur.notification.current-secret-key names no key: " + id);
        }
        return new SecretBox(specifications, id, random);
    }

    /** A box that seals nothing, for a laptop. */
    public static SecretBox open(SecureRandom random) {
        return new SecretBox(Map.of(), null, random);
    }

    /** False for a box that seals nothing. */
    public boolean seals() {
        return current != null;
    }

    /** True if the key that seals now sealed it. */
    public boolean isCurrent(SealedSecret sealed) {
        return Objects.equals(sealed.keyId(), current);
    }

    /** Seals a secret of that owner. */
    public SealedSecret seal(byte[] secret, String owner) {
        if (current == null) {
            return new SealedSecret(null, secret.clone());
        }
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var sealed = cipher(Cipher.ENCRYPT_MODE, current, nonce, owner, secret);
        var bytes = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, bytes, nonce.length, sealed.length);
        return new SealedSecret(current, bytes);
    }

    /**
     * The secret of that owner.
     *
     * @throws CannotOpen when its key is not configured, or it was tampered with
     */
    public byte[] open(SealedSecret sealed, String owner) {
        if (sealed.keyId() == null) {
            return sealed.bytes().clone();
        }
        var nonce = Arrays.copyOf(sealed.bytes(), NONCE_BYTES);
        var rest = Arrays.copyOfRange(sealed.bytes(), NONCE_BYTES, sealed.bytes().length);
        return cipher(Cipher.DECRYPT_MODE, sealed.keyId(), nonce, owner, rest);
    }

    private byte[] cipher(int mode, String keyId, byte[] nonce, String owner, byte[] input) {
        var key = keys.get(keyId);
        if (key == null) {
            throw new CannotOpen(
                    "the secret of " + owner + " is sealed with the key " + keyId + ", which is not configured", null);
        }
        try {
            var cipher = Cipher.getInstance(ALGORITHM);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new CannotOpen("the secret of " + owner + " does not open with the key " + keyId, e);
        }
    }

    private static byte[] decode(String id, String text) {
        var wrong = "recur.notification.secret-keys." + id + " must be " + KEY_BYTES + " bytes in base64";
        try {
            var bytes = Base64.getDecoder().decode(text.strip());
            if (bytes.length != KEY_BYTES) {
                throw new IllegalStateException(wrong + ", was " + bytes.length);
            }
            return bytes;
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(wrong, e);
        }
    }
}
