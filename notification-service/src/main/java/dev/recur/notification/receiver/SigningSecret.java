package dev.recur.notification.receiver;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What a webhook is signed with: 24 to 64 bytes, as Standard Webhooks says. Its text is shown once and never logged. */
public final class SigningSecret {

    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;
    private static final int GENERATED = 32;

    /** Says what is wrong with a text that {@link #parse} refuses. */
    public static final String FORM =
            "must be " + PREFIX + " followed by " + SHORTEST + " to " + LONGEST + " bytes in base64";

    private final byte[] key;

    private SigningSecret(byte[] key) {
        this.key = key;
    }

    public static SigningSecret of(byte[] key) {
        if (key.length < SHORTEST || key.length > LONGEST) {
            throw new IllegalArgumentException(
                    "a secret has " + SHORTEST + " to " + LONGEST + " bytes, was " + key.length);
        }
        return new SigningSecret(key.clone());
    }

    /** A new one; the generator must be one that nobody can predict. */
    public static SigningSecret generate(RandomGenerator random) {
        var key = new byte[GENERATED];
        random.nextBytes(key);
        return new SigningSecret(key);
    }

    /** The secret of that text, unless it is none. */
    public static Optional<SigningSecret> parse(String text) {
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            var key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
            return key.length < SHORTEST || key.length > LONGEST ? Optional.empty() : Optional.of(of(key));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public byte[] key() {
        return key.clone();
    }

    /** For the one answer that shows it. */
    public String reveal() {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SigningSecret secret && Arrays.equals(key, secret.key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
