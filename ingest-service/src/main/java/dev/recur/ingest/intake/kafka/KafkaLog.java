package dev.recur.ingest.intake.kafka;

import dev.recur.ingest.intake.Appended;
import dev.recur.ingest.intake.IntakeMetrics;
import dev.recur.ingest.intake.Submission;
import io.netty.util.Timeout;
import io.netty.util.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts records onto Kafka's topics for those who answer only when they are there.
 *
 * <p>Delivery: {@link Appended.Durable} only after every in-sync replica acknowledged every record ({@code acks=all}). At
 * least once: after any other answer some records may still get there; the identity in a record makes it harmless when its
 * sender sends it again. Order is kept for each key by the idempotent producer. Nothing is kept in the hope
 * of better times: with Kafka away, or too much waiting, a record is refused at once, and never later than its deadline.
 */
public final class KafkaLog {

    private static final Logger LOG = Logger.getLogger(KafkaLog.class);

    private final ProducerLink link;
    private final InFlight inFlight;
    private final IngestConfig config;
    private final IntakeMetrics metrics;
    private final Timer timer;

    /**
     * A log.
     *
     * @param timer for deadlines: nearly all of them are taken back soon, which has to cost nothing
     */
    KafkaLog(ProducerLink link, InFlight inFlight, IngestConfig config, IntakeMetrics metrics, Timer timer) {
        this.timer = timer;
        this.link = link;
        this.inFlight = inFlight;
        this.config = config;
        this.metrics = metrics;
    }

    /** As {@link dev.recur.ingest.intake.ReportLog#append}, for records of any topic of ours. */
    public CompletionStage<Appended> append(List<ProducerRecord<String, byte[]>> records, Submission submission) {
        var producer = link.producer();
        if (producer == null) {
            return refused(Appended.Reason.KAFKA_AWAY);
        }
        var bytes = records.stream().mapToInt(record -> record.value().length).sum();
        if (!inFlight.enter(records.size(), bytes)) {
            return refused(Appended.Reason.OVERLOADED);
        }
        var pending = new Pending(records.size(), bytes);
        var left = submission.left(config.deadline(submission));
        pending.until(timer.newTimeout(late -> pending.late(), Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS));
        for (var record : records) {
            if (pending.isDecided()) {
                // each further one could block for as long as the first did
                pending.ended(null);
            } else {
                send(producer, record, pending);
            }
        }
        return pending.result;
    }

    private void send(Producer<String, byte[]> producer, ProducerRecord<String, byte[]> record, Pending pending) {
        try {
            var unused = producer.send(record, (metadata, failure) -> pending.ended(failure));
        } catch (KafkaException | IllegalStateException e) {
            // closed meanwhile, or in a state that it cannot leave
            pending.ended(e);
        }
    }

    private static CompletionStage<Appended> refused(Appended.Reason reason) {
        return CompletableFuture.completedFuture(new Appended.Unavailable(reason));
    }

    /** Some records that are acknowledged as a whole or not at all. */
    private final class Pending {
        private final CompletableFuture<Appended> result = new CompletableFuture<>();
        private final AtomicInteger outstanding;
        private final int records;
        private final int bytes;
        private final long since = System.nanoTime();
        private @Nullable Timeout deadline;

        private Pending(int records, int bytes) {
            this.outstanding = new AtomicInteger(records);
            this.records = records;
            this.bytes = bytes;
        }

        /** Is called before anything is sent, so that whoever acknowledges sees it. */
        private void until(Timeout timeout) {
            deadline = timeout;
        }

        private void late() {
            result.complete(new Appended.Unavailable(Appended.Reason.DEADLINE));
        }

        /** True once one has failed, or when all are acknowledged. */
        private boolean isDecided() {
            return result.isDone();
        }

        private void ended(@Nullable Exception failure) {
            if (failure != null) {
                judge(failure);
                result.complete(new Appended.Unavailable(Appended.Reason.NOT_ACKNOWLEDGED));
            }
            if (outstanding.decrementAndGet() == 0) {
                inFlight.leave(records, bytes);
                if (deadline != null) {
                    deadline.cancel();
                }
                if (result.complete(new Appended.Durable())) {
                    metrics.acknowledged(Duration.ofNanos(System.nanoTime() - since));
                }
            }
        }

        private void judge(Exception failure) {
            switch (failure) {
                case RetriableException retriable -> link.cool();
                case RecordTooLargeException tooLarge ->
                    LOG.errorf("Kafka is configured to take no record of this size: %s", tooLarge.getMessage());
                default -> link.discard(failure);
            }
        }
    }
}
