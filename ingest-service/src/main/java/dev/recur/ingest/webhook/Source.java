package dev.recur.ingest.webhook;

import dev.recur.ingest.adapter.Adapter;
import dev.recur.ingest.webhook.signature.Scheme;
import java.time.Duration;
import java.util.Optional;

/**
 * Somebody who posts webhooks, and how their bodies are understood.
 *
 * @param adapter the name of the built-in adapter, or the file of the mapping
 * @param scheme how it shows that it is itself; where there is none it needs an API key
 * @param deadline how long it waits for an answer, where that is not what webhooks usually get
 */
public record Source(
        String name, String adapter, Adapter understanding, Optional<Scheme> scheme, Optional<Duration> deadline) {

    /** Half of the time that is left for Kafka: what has waited for that long had better be sent again. */
    private static final Duration USUAL_WAIT = Duration.ofMillis(400);

    Duration longestWait() {
        return deadline.map(patience -> patience.dividedBy(2)).orElse(USUAL_WAIT);
    }
}
