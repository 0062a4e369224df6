package dev.recur.analysis.metrics;

import dev.recur.wire.investigation.EventName;
import dev.recur.wire.topic.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All metrics of the service; what they mean to whoever is on call is written beside the alert rules of {@code deploy}.
 */
@ApplicationScoped
public class AnalysisMetrics {

    private final MeterRegistry registry;
    private final Counter reportsTaken;
    private final Counter batchesWrittenMeanwhile;
    private final Counter databaseWaits;
    private final Counter judgements;
    private final Counter judgementFailures;
    private final AtomicLong outboxWaiting = new AtomicLong();
    private final AtomicReference<@Nullable Instant> outboxOldest = new AtomicReference<>();

    /** Counters are there from the start, with zero: an alert on an increase would miss the first. */
    AnalysisMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.reportsTaken =
                counter("recur.analysis.reports.taken", "reports that are durable, copies of known ones too");
        this.batchesWrittenMeanwhile = counter(
                "recur.analysis.batches.written.meanwhile",
                "batches begun anew because another wrote the same incident");
        this.databaseWaits = counter("recur.analysis.database.waits", "times a batch waited for the database");
        this.judgements = counter("recur.analysis.judgements", "groups judged");
        this.judgementFailures =
                counter("recur.analysis.judgement.failures", "groups that could not be judged, and are tried again");
        List.of(Topics.INCIDENT_REPORTS, Topics.MARKERS).forEach(this::deadLetters);
        Stream.of(EventName.values()).forEach(this::events);
        Gauge.builder("recur.analysis.outbox.age", () -> age(outboxOldest.get(), clock.instant()))
                .description("for how long the oldest event that is not on Kafka has waited")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("recur.analysis.outbox.waiting", outboxWaiting, AtomicLong::doubleValue)
                .description("events that are not on Kafka yet")
                .register(registry);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    private Counter events(EventName event) {
        return Counter.builder("recur.analysis.investigation.events")
                .description("what investigations had to tell")
                .tag("event", event.wireName())
                .register(registry);
    }

    private Counter deadLetters(String topic) {
        return Counter.builder("recur.analysis.dead.letters")
                .description("records that could not be processed")
                .tag("topic", topic)
                .register(registry);
    }

    /** Reports of a batch that is durable, copies of known ones too. */
    public void reportsTaken(int reports) {
        reportsTaken.increment(reports);
    }

    /** Times the transaction of one batch. */
    public <T> T batch(Supplier<T> work) {
        return Timer.builder("recur.analysis.batch")
                .description("the transaction of a batch")
                .register(registry)
                .record(work);
    }

    /** Two batches wrote one incident at the same time, and one of them begins anew. */
    public void batchWrittenMeanwhile() {
        batchesWrittenMeanwhile.increment();
    }

    /** A batch waits because the database does not answer. */
    public void databaseWait() {
        databaseWaits.increment();
    }

    public void deadLetter(String topic) {
        deadLetters(topic).increment();
    }

    /** So many groups were judged. */
    public void judged(int groups) {
        judgements.increment(groups);
    }

    /** A group could not be judged; it is tried again. */
    public void judgementFailed() {
        judgementFailures.increment();
    }

    /** An investigation has something to tell. */
    public void told(EventName event) {
        events(event).increment();
    }

    /** What waits for Kafka. */
    public void outbox(long events, @Nullable Instant oldest) {
        outboxWaiting.set(events);
        outboxOldest.set(oldest);
    }

    private static double age(@Nullable Instant oldest, Instant now) {
        return oldest == null ? 0 : Math.max(0, Duration.between(oldest, now).toMillis() / 1000.0);
    }
}
