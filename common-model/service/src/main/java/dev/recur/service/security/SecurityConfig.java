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

    /**
     * {@code api-keys}, or {@code none} for a laptop, which is refused unless everything listens on loopback. It is
     * {@code api-keys} where keys or OIDC are configured; a service with nothing of all that does not start.
     */
    Optional<Mode> mode();

    /** Keys that are accepted, beside those of the topic {@code recur.api-keys}. */
    List<Key> keys();

    /** What an address may fail to authenticate. */
    Failures failures();

    default boolean isNone() {
        return mode().filter(Mode.NONE::equals).isPresent();
    }

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

    /** A rate of failures; an address that is over it gets 429 in place of 401, and whoever has a valid key is served. */
    interface Failures {

        /** Failures a second of one address, in the long run. */
        @WithDefault("10")
        long perSecond();

        /** Failures of one address at once, after a while without. */
        @WithDefault("300")
        long burst();
    }
}
