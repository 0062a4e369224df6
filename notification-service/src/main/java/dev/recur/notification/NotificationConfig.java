package dev.recur.notification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
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

    /** The receiver that gets what nobody subscribed to, and hears of others that fail. */
    Optional<String> fallbackReceiver();

    Stream stream();

    /** How the stream of events is read. */
    interface Stream {

        /** Most readers at a time, of each instance. */
        @WithDefault("2000")
        int subscribers();

        /** Most events that wait in memory for a reader; one that is further behind reads from the store. */
        @WithDefault("256")
        int buffer();
    }

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

    /** Where PagerDuty takes events; accounts in Europe have https://events.eu.pagerduty.com/v2/enqueue. */
    @WithDefault("https://events.pagerduty.com/v2/enqueue")
    URI pagerdutyUrl();

    /** The server that mail is sent through. */
    Mail mail();

    /** The server that mail is sent through; without a host no mail is sent. */
    interface Mail {
        Optional<String> host();

        @WithDefault("587")
        int port();

        @WithDefault("starttls")
        Security security();

        Optional<String> username();

        Optional<String> password();

        /** Who sends it; by default recur at the host. */
        Optional<String> from();
    }

    /** How connections to the mail server are kept from others. */
    enum Security {
        /** Begins in clear, and goes no further without TLS. */
        STARTTLS,
        /** TLS from the first byte. */
        TLS,
        /** In clear: for a server on the same machine. */
        NONE
    }
}
