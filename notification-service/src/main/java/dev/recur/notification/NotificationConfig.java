package dev.recur.notification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How the service tells. */
@ConfigMapping(prefix = "recur.notification")
interface NotificationConfig {

    /** Lets receivers have private addresses and plain http: for a laptop or a test. */
    @WithDefault("false")
    boolean allowPrivateAddresses();

    /** Keys that seal secrets in the database, base64 of 32 bytes, by an id of your choice. */
    Map<String, String> secretKeys();

    /** Which of them seals new secrets; not needed while there is only one. */
    Optional<String> currentSecretKey();

    /** Longest wait for a connection to a receiver. */
    @WithDefault("3s")
    Duration connectTimeout();

    /** Longest attempt, from the lookup of the host to the end of the answer. */
    @WithDefault("15s")
    Duration totalTimeout();

    /** How often the ledger is looked at for what became due; new deliveries do not wait for it. */
    @WithDefault("250ms")
    Duration poll();

    /** How long a claimed delivery is nobody else's: longer than an attempt, and how long a crash delays it. */
    @WithDefault("30s")
    Duration lease();

    /** Most attempts in flight to one receiver. */
    @WithDefault("8")
    int perReceiver();

    /** Most attempts in flight. */
    @WithDefault("1024")
    int inFlight();
}
