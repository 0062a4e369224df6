package dev.recur.service.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may call a service. */
@ConfigMapping(prefix = "recur.security")
interface SecurityConfig {

    /** {@code api-keys}, or {@code none} for a laptop, which is refused unless everything listens on loopback. */
    @WithDefault("api-keys")
    Mode mode();

    /** The keys that are accepted. */
    List<Key> keys();

    enum Mode {
        API_KEYS,
        NONE
    }

    /** An API key; of the key itself only the digest is configured. */
    interface Key {
        /** Who calls with it; also the source of its reports unless they name one. */
        String name();

        /** SHA-256 of the key, 64 hexadecimal digits. */
        String sha256();

        /** Of {@code reporter, reader, editor, admin}. */
        Set<String> roles();

        /** The sources that it may speak for; any when there are none. */
        Optional<Set<String>> sources();

        /** When it stops being accepted. */
        Optional<Instant> expiresAt();
    }
}
