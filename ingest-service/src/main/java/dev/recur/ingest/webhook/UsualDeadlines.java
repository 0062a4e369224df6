package dev.recur.ingest.webhook;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How long the senders of built-in adapters can be let wait: those that wait for longer than a second and lose most by a
 * refusal get the time that a broker needs to change its leader.
 */
final class UsualDeadlines {

    private static final Duration ALL_THERE_IS = Duration.ofSeconds(4);

    /** GitHub waits for ten seconds and does not repeat; PagerDuty waits for five and gives up after some refusals. */
    private static final Map<String, Duration> BY_ADAPTER = Map.of("github", ALL_THERE_IS, "pagerduty", ALL_THERE_IS);

    private UsualDeadlines() {}

    static Optional<Duration> of(String adapter) {
        return Optional.ofNullable(BY_ADAPTER.get(adapter));
    }
}
