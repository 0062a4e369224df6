package dev.recur.analysis.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * All metrics of the service. Alert when {@code recur_dead_letters_total} rises, when {@code recur_outbox_waiting} does
 * not fall, and when {@code recur_judgement_failures_total} or {@code recur_database_waits_total} keeps rising.
 */
@ApplicationScoped
public class AnalysisMetrics {

    private final MeterRegistry registry;
    private final AtomicLong outboxWaiting = new AtomicLong();

    AnalysisMetrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("recur_outbox_waiting", outboxWaiting, AtomicLong::doubleValue)
                .description("events that are not on Kafka yet")
                .register(registry);
    }

    /** Reports of a batch that is durable, copies of known ones too. */
    public void reportsTaken(int reports) {
        registry.counter("recur_reports_taken").increment(reports);
    }

    /** Times the transaction of one batch. */
    public <T> T batch(Supplier<T> work) {
        return Timer.builder("recur_batch").register(registry).record(work);
    }

    /** Two batches wrote one incident at the same time, and one of them begins anew. */
    public void batchWrittenMeanwhile() {
        registry.counter("recur_batches_written_meanwhile").increment();
    }

    /** A batch waits because the database does not answer. */
    public void databaseWait() {
        registry.counter("recur_database_waits").increment();
    }

    public void deadLetter(String topic) {
        registry.counter("recur_dead_letters", "topic", topic).increment();
    }

    /** One group was judged. */
    public void judged() {
        registry.counter("recur_judgements").increment();
    }

    /** A group could not be judged; it is tried again. */
    public void judgementFailed() {
        registry.counter("recur_judgement_failures").increment();
    }

    /** An investigation has something to tell. */
    public void told(String event) {
        registry.counter("recur_investigation_events", "event", event).increment();
    }

    public void outboxWaiting(long events) {
        outboxWaiting.set(events);
    }
}
