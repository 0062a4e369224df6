package dev.recur.ingest.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Deliveries that are durable, for as long as their signatures are good. Whoever sends one again, because our answer got
 * lost or because they recorded it, is told that it was taken, and nothing else happens.
 */
final class Deliveries {

    private static final Duration KEPT = Duration.ofMinutes(75);
    private static final int MOST = 100_000;

    private final Cache<String, Boolean> taken;

    Deliveries(Clock clock) {
        this.taken = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(KEPT)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    boolean wasTaken(String source, String delivery) {
        return taken.getIfPresent(key(source, delivery)) != null;
    }

    void taken(String source, String delivery) {
        taken.put(key(source, delivery), true);
    }

    private static String key(String source, String delivery) {
        return source + ' ' + delivery;
    }
}
