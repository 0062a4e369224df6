package dev.recur.ingest.webhook;

import dev.recur.ingest.webhook.signature.SnsEndpoint;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An Amazon SNS that has one key, remembers what it is asked, and can be away. */
public final class FakeSns implements SnsEndpoint {

    private static final KeyPair KEYS = newKeys();

    public final KeyPair keys = KEYS;
    public final List<URI> asked = new ArrayList<>();
    public final List<URI> confirmed = new ArrayList<>();
    public boolean away;

    private static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<PublicKey> key(URI address) {
        asked.add(address);
        return away ? Optional.empty() : Optional.of(keys.getPublic());
    }

    @Override
    public boolean confirm(URI address) {
        confirmed.add(address);
        return !away;
    }
}
