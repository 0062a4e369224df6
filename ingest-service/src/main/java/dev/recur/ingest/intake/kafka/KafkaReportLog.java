package dev.recur.ingest.intake.kafka;

import dev.recur.ingest.intake.Appended;
import dev.recur.ingest.intake.IntakeMetrics;
import dev.recur.ingest.intake.ReportLog;
import dev.recur.ingest.intake.Submission;
import dev.recur.wire.report.Report;
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
 * The log of reports on the topic {@code recur.incident-reports}.
 *
 * <p>Delivery: {@link Appended.Durable} only after every in-sync replica acknowledged every record ({@code acks=all}). At
 * least once: after any other answer some records may still get there; the identity of a report makes it harmless when
 * its sender sends it again. Order is kept for each incident (key) by the idempotent producer. Nothing is kept in the hope
 * of better times: with Kafka away, or too much waiting, a report is refused at once, and never later than its deadline.
 */
final class KafkaReportLog implements ReportLog {

    private static final Logger LOG = Logger.getLogger(KafkaReportLog.class);

    private final ProducerLink link;
    private final InFlight inFlight;
    private final IngestConfig config;
    private final IntakeMetrics metrics;

    KafkaReportLog(ProducerLink link, InFlight inFlight, IngestConfig config, IntakeMetrics metrics) {
        this.link = link;
        this.inFlight = inFlight;
        this.config = config;
        this.metrics = metrics;
    }

    @Override
    public CompletionStage<Appended> append(List<Report> reports, Submission submission) {
        var producer = link.producer();
        if (producer == null) {
            return refused(Appended.Reason.KAFKA_AWAY);
        }
        var records = reports.stream()
                .map(report -> ReportRecords.of(report, submission.traceparent()))
                .toList();
        var bytes = records.stream().mapToInt(record -> record.value().length).sum();
        if (!inFlight.enter(records.size(), bytes)) {
            return refused(Appended.Reason.OVERLOADED);
        }
        var pending = new Pending(records.size(), bytes);
        for (var record : records) {
            if (pending.isDecided()) {
                // each further one could block for as long as the first did
                pending.ended(null);
            } else {
                send(producer, record, pending);
            }
        }
        var left = submission.left(config.deadline(submission.transport()));
        return pending.result.completeOnTimeout(
                new Appended.Unavailable(Appended.Reason.DEADLINE),
                Math.max(1, left.toMillis()),
                TimeUnit.MILLISECONDS);
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

        private Pending(int records, int bytes) {
            this.outstanding = new AtomicInteger(records);
            this.records = records;
            this.bytes = bytes;
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
                if (result.complete(new Appended.Durable())) {
                    metrics.acknowledged(Duration.ofNanos(System.nanoTime() - since));
                }
            }
        }

        private void judge(Exception failure) {
            switch (failure) {
                case RetriableException retriable -> link.cool();
                case RecordTooLargeException tooLarge ->
                    LOG.errorf("Kafka is configured to take no report of this size: %s", tooLarge.getMessage());
                default -> link.discard(failure);
            }
        }
    }
}
