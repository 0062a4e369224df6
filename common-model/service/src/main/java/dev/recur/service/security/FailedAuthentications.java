package dev.recur.service.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Who fails to authenticate too often is answered so. It is no lock: the limit is on failures only, so that nobody can
 * keep others out who share an address.
 */
final class FailedAuthentications {

    private static final Logger LOG = Logger.getLogger(FailedAuthentications.class);
    private static final int MOST_ADDRESSES = 10_000;
    private static final int NETWORK_BYTES = 8;

    private final SecurityConfig.Failures rate;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_ADDRESSES)
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    FailedAuthentications(SecurityConfig.Failures rate) {
        this.rate = rate;
    }

    /** Counts a failure; how long that address has to wait if it is over its rate. */
    Optional<Duration> count(String address) {
        var bucket = buckets.get(network(address), key -> newBucket());
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed() && probe.getRemainingTokens() == 0) {
            LOG.warnf("%s fails to authenticate more often than recur.security.failures allows", address);
        }
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** Of IPv6 the network, as one machine has as many addresses in it as it likes. */
    private static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            return InetAddress.getByName(address) instanceof Inet6Address ip
                    ? Arrays.toString(Arrays.copyOf(ip.getAddress(), NETWORK_BYTES))
                    : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(rate.burst())
                        .refillGreedy(rate.perSecond(), Duration.ofSeconds(1))
                        .build())
                .build();
    }
}
