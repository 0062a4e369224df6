package dev.recur.ingest.limit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket for each caller. A request takes one before it is read; what else a batch holds is taken once it has
 * been counted, on credit, so that a batch larger than what is left passes and delays those after it.
 */
public final class RateLimits {

    private final @Nullable Rate usual;
    private final Map<String, Rate> named;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    /**
     * Limits.
     *
     * @param usual for those that are not named, none if empty
     * @param named by the name of the caller
     */
    public RateLimits(Optional<Rate> usual, Map<String, Rate> named) {
        this.usual = usual.orElse(null);
        this.named = Map.copyOf(named);
    }

    /** Takes one of what a caller may send; callers are few, as their names come from the configuration. */
    public Allowance take(String caller) {
        var rate = named.getOrDefault(caller, usual);
        if (rate == null) {
            return new Allowance.Unlimited();
        }
        var probe = bucket(caller, rate).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? new Allowance.Within(rate, probe.getRemainingTokens())
                : new Allowance.Over(rate, Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** Takes that many more, on credit. */
    public void takeOnCredit(String caller, int more) {
        var rate = named.getOrDefault(caller, usual);
        if (rate != null && more > 0) {
            bucket(caller, rate).consumeIgnoringRateLimits(more);
        }
    }

    private Bucket bucket(String caller, Rate rate) {
        var bucket = buckets.get(caller);
        return bucket == null ? buckets.computeIfAbsent(caller, name -> newBucket(rate)) : bucket;
    }

    private static Bucket newBucket(Rate rate) {
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(rate.burst())
                        .refillGreedy(rate.perSecond(), Duration.ofSeconds(1))
                        .build())
                .build();
    }
}
