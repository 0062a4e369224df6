package dev.recur.ingest.webhook.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;

/** What a sender and a source share. It shows itself to nobody. */
public final class Secret {

    private final String text;

    /**
     * A secret.
     *
     * @throws IllegalArgumentException when it is blank
     */
    public Secret(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a secret must not be blank");
        }
        this.text = text;
    }

    byte[] bytes() {
        return text.getBytes(UTF_8);
    }

    String text() {
        return text;
    }

    /** Takes as long for what is almost right as for what is not. */
    boolean is(String other) {
        return MessageDigest.isEqual(bytes(), other.getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "***";
    }
}
