package dev.recur.notification.kafka;

import dev.recur.messaging.deadletter.DeadLetters;
import dev.recur.notification.delivery.HappenedEvent;
import dev.recur.notification.delivery.NotificationDelivery;
import dev.recur.notification.delivery.StoreUnavailable;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes investigation events from Kafka. At least once: the offset moves only after the deliveries that a batch causes
 * are stored; the ledger's inbox makes a repetition harmless. A record that cannot be processed goes to the dead-letter
 * topic and its partition moves on. While the database (or, for a dead letter, the broker) is away, the batch is tried
 * again for as long as it takes: nothing here ever fails a batch, so nothing makes the channel unhealthy.
 */
@ApplicationScoped
class InvestigationEventConsumer {

    private static final Logger LOG = Logger.getLogger(InvestigationEventConsumer.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final NotificationDelivery delivery;
    private final DeadLetters deadLetters;
    /** A thread of its own, that may wait for hours: a worker's would be reported as blocked every second. */
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("investigation-events").factory());

    InvestigationEventConsumer(NotificationDelivery delivery, DeadLetters deadLetters) {
        this.delivery = delivery;
        this.deadLetters = deadLetters;
    }

    private record Received(ConsumerRecord<String, byte[]> kafkaRecord, HappenedEvent event) {}

    @Incoming("investigation-events")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return Uni.createFrom().voidItem().emitOn(thread).invoke(() -> take(records));
    }

    void atEnd(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    private void take(ConsumerRecords<String, byte[]> records) {
        var readable = new ArrayList<Received>();
        for (var kafkaRecord : records) {
            try {
                readable.add(new Received(kafkaRecord, EventRecord.read(kafkaRecord)));
            } catch (EventRecord.Unreadable e) {
                putAside(kafkaRecord, String.valueOf(e.getMessage()));
            }
        }
        store(readable);
    }

    /** Stores what can be stored: of a batch that is refused, each half alone, down to the one record that is the cause. */
    private void store(List<Received> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            untilItWorks(() -> delivery.take(batch.stream().map(Received::event).toList()));
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            if (batch.size() == 1) {
                putAside(batch.getFirst().kafkaRecord(), e.toString());
            } else {
                store(batch.subList(0, batch.size() / 2));
                store(batch.subList(batch.size() / 2, batch.size()));
            }
        }
    }

    private void putAside(ConsumerRecord<String, byte[]> poison, String reason) {
        try {
            deadLetters.add(poison, reason);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable(e);
        }
    }

    private static void untilItWorks(Runnable work) {
        var wait = FIRST_WAIT;
        while (true) {
            try {
                work.run();
                return;
            } catch (StoreUnavailable e) {
                LOG.warnf("investigation events wait: %s; trying again in %s", e.getMessage(), wait);
                pause(wait, e);
                wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
            }
        }
    }

    private static void pause(Duration wait, StoreUnavailable cause) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cause;
        }
    }
}
