package dev.recur.ingest.intake.kafka;

import dev.recur.wire.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a producer that can be sent to without blocking: made and warmed (the topics' metadata fetched) on a thread of
 * its own, offered only then, taken back when it fails and offered again when Kafka answers. A producer that can never
 * recover is replaced. Kafka may be away at the start, and for as long as it likes.
 */
final class ProducerLink implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ProducerLink.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);
    private static final List<String> TOPICS = List.of(Topics.INCIDENT_REPORTS, Topics.MARKERS);

    private final Supplier<Producer<String, byte[]>> maker;
    private final BooleanSupplier topicsAreThere;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("report-log").factory());

    private volatile @Nullable Producer<String, byte[]> warm;
    private volatile boolean broken;
    private @Nullable Producer<String, byte[]> made;

    /**
     * A link.
     *
     * @param topicsAreThere asked before a producer is warmed: asking a producer for a missing topic may create it
     */
    ProducerLink(Supplier<Producer<String, byte[]>> maker, BooleanSupplier topicsAreThere) {
        this.maker = maker;
        this.topicsAreThere = topicsAreThere;
    }

    void start() {
        var unused = thread.scheduleWithFixedDelay(this::tend, 0, BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The producer, or {@code null} while Kafka is away. */
    @Nullable
    Producer<String, byte[]> producer() {
        return warm;
    }

    /** Kafka did not take something in time: offer nothing until it answers again. */
    void cool() {
        warm = null;
    }

    /** The producer will never recover: replace it. */
    void discard(Exception failure) {
        warm = null;
        if (!broken) {
            LOG.error("the producer failed for good and is replaced", failure);
            broken = true;
        }
    }

    @Override
    public void close() {
        warm = null;
        thread.shutdownNow();
        var producer = made;
        if (producer != null) {
            producer.close(Duration.ofSeconds(5));
        }
    }

    private void tend() {
        try {
            if (broken && made != null) {
                made.close(Duration.ZERO);
                made = null;
            }
            broken = false;
            if (warm != null || !topicsAreThere.getAsBoolean()) {
                return;
            }
            var producer = made == null ? maker.get() : made;
            made = producer;
            if (TOPICS.stream().noneMatch(topic -> producer.partitionsFor(topic).isEmpty())) {
                warm = producer;
                LOG.info("reports can be published");
            }
        } catch (RuntimeException e) {
            // whatever it is: a task that throws is never run again
            LOG.warnf("reports cannot be published yet: %s", e.getMessage());
        }
    }
}
