package dev.recur.ingest.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is going on of the failures whose senders name no episode: a check that is down, an alarm. Their mappings say that
 * one is {@code open}, {@code goes_on} or is {@code over}; from the first time it is open until it is over it is one
 * incident, whose identity is the sender's key and that start. A start that the sender tells makes the same identity
 * anywhere; only an end needs to be remembered for.
 */
final class Episodes {

    static final String MEMBER = "episode";

    private static final Duration KEPT = Duration.ofDays(90);
    private static final int MOST = 100_000;
    private static final String OVER = "over";

    private final Cache<String, Episode> latest;

    Episodes(LongSupplier millis) {
        this.latest = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(KEPT)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(millis.getAsLong()))
                .build();
    }

    /**
     * The latest episode of a key.
     *
     * @param start as it stands in the identity
     */
    record Episode(String key, String start, boolean isOver) {}

    /** The places of the items of one webhook: each follows from those before it, and stands once they are durable. */
    final class Placing {

        private final String source;
        private final Instant received;
        private final List<Episode> changes = new ArrayList<>();

        private Placing(String source, Instant received) {
            this.source = source;
            this.received = received;
        }

        /** Gives a candidate the identity of its episode; empty when it ends one that nobody remembers. */
        Optional<ObjectNode> place(ObjectNode candidate) {
            var word = candidate.remove(MEMBER);
            if (word == null || !candidate.hasNonNull("externalId")) {
                return Optional.of(candidate);
            }
            var key = source + ' ' + candidate.get("externalId").asText();
            var known = known(key);
            if (word.asText().equals(OVER)) {
                if (known == null) {
                    return Optional.empty();
                }
                changes.add(new Episode(key, known.start(), true));
                return Optional.of(identified(candidate, known.start()));
            }
            var told = candidate.hasNonNull("occurredAt")
                    ? candidate.get("occurredAt").asText()
                    : received.toString();
            if (known != null && (!known.isOver() || known.start().equals(told))) {
                return Optional.of(identified(candidate, known.start()));
            }
            changes.add(new Episode(key, told, false));
            return Optional.of(identified(candidate, told));
        }

        private @Nullable Episode known(String key) {
            return changes.stream()
                    .filter(change -> change.key().equals(key))
                    .reduce((first, second) -> second)
                    .orElseGet(() -> latest.getIfPresent(key));
        }

        /** As of its start, for the same reason as an alert of Alertmanager. */
        private ObjectNode identified(ObjectNode candidate, String start) {
            return candidate
                    .put("externalId", candidate.get("externalId").asText() + "/" + start)
                    .put("asOf", start);
        }

        /** Remembers, now that it is durable. */
        void stands() {
            changes.forEach(change -> latest.put(change.key(), change));
        }
    }

    Placing placing(String source, Instant received) {
        return new Placing(source, received);
    }
}
